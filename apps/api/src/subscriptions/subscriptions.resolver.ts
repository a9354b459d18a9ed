import { setTimeout as sleep } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Args, Context, Resolver, Subscription } from '@nestjs/graphql';
import { type Projector, type Queries, type Recall, seesAll, type Viewer } from '@packproof/read-model';
import { Bell } from '../bell/bell';
import { follow } from '../bell/follow';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { LedgerPages } from '../queries/ledger-pages';
import { forgetLoaded, viewerOf } from '../queries/loaders';
import { Refusal } from '../refusal';
import { PROJECTOR, QUERIES } from '../tokens';
import { GOODS } from './block-changes';
import { BlockWatch } from './block-watch';
import { ChangedIds } from './changed-ids';

/** A recall with thousands of holders changes all the time: people do not read faster. */
const RECALL_EVERY_MILLISECONDS = 500;
const LEDGER_EVERY_MILLISECONDS = 1_000;

/** Each look is with the watcher's own rights, at what the read model shows by then. */
@Resolver()
export class SubscriptionsResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly watch: BlockWatch,
    private readonly bell: Bell,
    private readonly pages: LedgerPages,
    @Inject(PROJECTOR) private readonly projector: Projector,
  ) {}

  /** The recall as it is, then each change of it or of who holds what, until it is lifted. */
  @Subscription('recallProgress')
  @Needs('read')
  async recallProgress(@Args('id') id: string, @Context() context: GraphqlContext) {
    const viewer = viewerOf(context);
    // Before anything listens that would have to be told to stop; the first look comes after.
    if (!(await this.queries.recallsById(viewer, [id]))[0])
      throw new Refusal('NOT_FOUND', { kind: 'recall', id }, 'id');
    const changes = await this.watch.listen('recalls');
    let shown = '';
    let lookedAt = 0;
    return follow(changes, async (changed) => {
      if (changed !== undefined && changed !== id && changed !== GOODS) return {};
      await sleep(Math.max(0, lookedAt + RECALL_EVERY_MILLISECONDS - Date.now()));
      lookedAt = Date.now();
      const [[recall], holders] = await Promise.all([
        this.queries.recallsById(viewer, [id]),
        this.queries.recallHolders(viewer, id),
      ]);
      const now = JSON.stringify([recall, holders]);
      if (!recall || now === shown) return { last: !recall };
      shown = now;
      forgetLoaded(context);
      return { value: { recallProgress: recall }, last: recall.state === 'LIFTED' };
    });
  }

  /** Each shipment of the caller's that is sent, received, disputed, settled or cancelled. */
  @Subscription('shipmentChanged')
  @Needs('read')
  async shipmentChanged(@Context() context: GraphqlContext) {
    const viewer = viewerOf(context);
    // What both sides say beside the ledger changes a shipment too.
    const reports = await this.bell.listen('shipment');
    const changes = await this.watch.listen('shipments').catch(async (error: unknown) => {
      await reports.return?.();
      throw error;
    });
    changes.join(reports);
    const look = async (id: string | undefined) => {
      if (id === undefined) return {};
      const [shipment] = await this.queries.shipmentsById(viewer, [id]);
      if (!shipment) return {};
      forgetLoaded(context);
      return { value: { shipmentChanged: shipment } };
    };
    return follow(changes, look, { firstLook: false });
  }

  /** Each recall that was opened or closed, to those whom it concerns; acknowledgements to those who may read them. */
  @Subscription('recallChanged')
  @Needs('read')
  async recallChanged(@Context() context: GraphqlContext) {
    const viewer = viewerOf(context);
    const news = await this.watch.listen('recallNews');
    const look = async (changed: string | undefined) => {
      const [id, acknowledgedBy] = changed?.split(' ') ?? [];
      if (id === undefined) return {};
      const [recall] = await this.queries.recallsById(viewer, [id]);
      if (!recall || !(await this.#concerns(viewer, recall, acknowledgedBy))) return {};
      forgetLoaded(context);
      return { value: { recallChanged: recall } };
    };
    return follow(news, look, { firstLook: false });
  }

  /** Whoever opened it, owns a product of it, sees all, or has or had some of the goods; of what others answer only the first three. */
  async #concerns(viewer: Viewer, recall: Recall, acknowledgedBy: string | undefined): Promise<boolean> {
    if (seesAll(viewer) || recall.openedBy === viewer.gln || acknowledgedBy === viewer.gln) return true;
    const products = await this.queries.productsByGtin(recall.targets.map(({ gtin }) => gtin));
    if (products.some((product) => product?.owner === viewer.gln)) return true;
    return acknowledgedBy === undefined && (await this.queries.recallHolders(viewer, recall.id)).length > 0;
  }

  /** The head as it is, then each that is larger. */
  @Subscription('ledgerGrew')
  @Needs('read')
  async ledgerGrew(@Context() context: GraphqlContext) {
    const viewer = viewerOf(context);
    const grown: ChangedIds = new ChangedIds(() => stop());
    const stop = this.projector.onProjected(() => grown.put(['grown']));
    let shown = '';
    let lookedAt = 0;
    return follow(grown, async () => {
      await sleep(Math.max(0, lookedAt + LEDGER_EVERY_MILLISECONDS - Date.now()));
      lookedAt = Date.now();
      const head = await this.pages.head(viewer);
      if (head.size === shown) return {};
      shown = head.size;
      return { value: { ledgerGrew: head } };
    });
  }
}
