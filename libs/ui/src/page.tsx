import type { ReactNode } from 'react';
import './page.css';

export interface PageProps {
  readonly title: ReactNode;
  /** One line under the title: what this is for, or what the thing is. */
  readonly lead?: ReactNode;
  /** Tags beside the title. */
  readonly tags?: ReactNode;
  /** What can be done here; the most usual last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its title, what can be done, its content. */
export function Page({ title, lead, tags, actions, children }: PageProps) {
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          <h1>
            {title} {tags}
          </h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export interface SectionProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen, on a surface of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Facts about a thing: labels and values. A value that is absent is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Numbers that are compared character by character. */
export function Code({ children }: { readonly children: ReactNode }) {
  return <span className="code">{children}</span>;
}

export interface EmptyProps {
  readonly title: string;
  /** What to do to have something here. */
  readonly advice: string;
  readonly action?: ReactNode;
}

/** Nothing here yet: says why and teaches the first step. */
export function Empty({ title, advice, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{advice}</p>
      {action}
    </div>
  );
}
