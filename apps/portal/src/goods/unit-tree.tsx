// biome-ignore-all lint/a11y/useSemanticElements: HTML has no tree; role="group" in one is not a fieldset.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: lists are what a tree is made of.
import { Loader } from '@mantine/core';
import { Code, Problem, useFormats, useLanguage, useSay, useWord, Word } from '@packproof/ui';
import { IconBox, IconBoxMultiple, IconChevronRight, IconPackages, IconPill } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAnswer } from '../ask';
import { nameIn } from '../names';
import { UNIT_CONTENTS, type UnitContents, type UnitNode } from './documents';
import { packPath, unitPath } from './links';
import { texts } from './texts';
import { moveInTree } from './tree-keys';
import { UnitState } from './unit-state';
import './unit-tree.css';

/** So many packs are shown where they lie; the rest is a list of its own, on the unit's page. */
const PACKS_SHOWN = 20;

export interface UnitTreeProps {
  readonly label: string;
  readonly roots: readonly UnitNode[];
  /** Open from the beginning. */
  readonly opened?: boolean;
}

/** Units and what is in them, as a tree (WAI-ARIA 1.2) that asks for what is inside when it is opened. */
export function UnitTree({ label, roots, opened = false }: UnitTreeProps) {
  const say = useSay(texts);
  const help = useId();
  return (
    <>
      <ul className="unit-tree" role="tree" aria-label={label} aria-describedby={help} onKeyDown={moveInTree}>
        {roots.map((unit, i) => (
          <UnitItem key={unit.id} unit={unit} level={1} first={i === 0} opened={opened} />
        ))}
      </ul>
      <p id={help} className="unit-tree-help">
        {say('treeHelp')}
      </p>
    </>
  );
}

interface UnitItemProps {
  readonly unit: UnitNode;
  readonly level: number;
  readonly first?: boolean;
  readonly opened?: boolean;
}

function UnitItem({ unit, level, first = false, opened = false }: UnitItemProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const [expanded, setExpanded] = useState(opened);
  const hasInside = unit.packs > 0;
  return (
    <Item
      level={level}
      first={first}
      path={unitPath(unit)}
      expanded={hasInside ? expanded : undefined}
      onToggle={() => setExpanded(!expanded)}
      icon={unit.kind === 'PALLET' ? <IconPackages /> : unit.kind === 'LOOSE' ? <IconBoxMultiple /> : <IconBox />}
      label={
        <>
          <Word kind="UnitKind" value={unit.kind} /> {unit.sscc && <Code>{unit.sscc}</Code>}
        </>
      }
      aside={
        <>
          <span>{say('packsIn', { count: formats.number(unit.packs) })}</span>
          <UnitState state={unit.state} />
        </>
      }
    >
      {expanded && hasInside && <Inside unit={unit} level={level + 1} />}
    </Item>
  );
}

function Inside({ unit, level }: { readonly unit: UnitNode; readonly level: number }) {
  const say = useSay(texts);
  const { data, error, refetch } = useAnswer('units', UNIT_CONTENTS, { id: unit.id, first: PACKS_SHOWN });
  if (error && !data) return <Note>{<Problem error={error} onRetry={() => void refetch()} />}</Note>;
  if (!data) return <Note>{<Loader size="sm" role="status" aria-label={say('loading')} />}</Note>;
  if (!data.holder) return <Note>{say('nothingIn')}</Note>;
  const { units } = data.holder;
  return (
    <>
      {units.map((inside) => (
        <UnitItem key={inside.id} unit={inside} level={level} />
      ))}
      <Packs unit={unit} contents={data.holder} level={level} />
    </>
  );
}

/** What lies in it without a unit of its own around it. */
function Packs({ unit, contents, level }: { unit: UnitNode; contents: UnitContents; level: number }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const { units, packList } = contents;
  const loose = unit.packs - units.reduce((sum, { packs }) => sum + packs, 0);
  if (loose <= 0) return null;
  // Packs of units inside come in the same list; theirs are shown where they lie.
  const here = units.length === 0 ? packList.nodes : packList.nodes.filter((pack) => pack.unit?.id === contents.id);
  return (
    <>
      {here.map((pack) => (
        <Item
          key={`${pack.gtin} ${pack.serial}`}
          level={level}
          path={packPath(pack)}
          icon={<IconPill />}
          label={<Code>{pack.serial}</Code>}
          aside={
            <span>
              {nameIn(pack.product, language)} · {pack.lot}
              {pack.state !== 'ACTIVE' && ` · ${word('PackState', pack.state)}`}
            </span>
          }
        />
      ))}
      {here.length < loose && (
        <Item
          level={level}
          path={`${unitPath(unit)}#packs`}
          icon={<IconPill />}
          label={say('allPacks', { count: formats.number(unit.packs) })}
        />
      )}
    </>
  );
}

const Note = ({ children }: { readonly children: ReactNode }) => (
  <li role="none" className="unit-tree-note">
    {children}
  </li>
);

interface ItemProps {
  readonly level: number;
  readonly first?: boolean;
  readonly path: string;
  /** Absent: it cannot be opened. */
  readonly expanded?: boolean | undefined;
  readonly onToggle?: () => void;
  readonly icon: ReactNode;
  readonly label: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

function Item({ level, first = false, path, expanded, onToggle, icon, label, aside, children }: ItemProps) {
  const navigate = useNavigate();
  const inside = useId();
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Enter') void navigate(path);
    else if (
      (event.key === 'ArrowRight' && expanded === false) ||
      (event.key === 'ArrowLeft' && expanded === true) ||
      (event.key === ' ' && expanded !== undefined)
    ) {
      onToggle?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li role="none">
      <div
        className="unit-tree-row"
        role="treeitem"
        aria-level={level}
        aria-expanded={expanded}
        aria-owns={children ? inside : undefined}
        tabIndex={first ? 0 : -1}
        onKeyDown={keys}
      >
        {expanded === undefined ? (
          <span className="unit-tree-toggle" />
        ) : (
          // The keyboard opens the item itself: this is for the pointer.
          <button type="button" className="unit-tree-toggle" tabIndex={-1} aria-hidden="true" onClick={onToggle}>
            <IconChevronRight size={18} />
          </button>
        )}
        <span className="unit-tree-icon" aria-hidden="true">
          {icon}
        </span>
        <span className="unit-tree-name">
          <Link to={path} tabIndex={-1}>
            {label}
          </Link>
          {aside && <span className="unit-tree-aside">{aside}</span>}
        </span>
      </div>
      {children && (
        <ul role="group" id={inside}>
          {children}
        </ul>
      )}
    </li>
  );
}
