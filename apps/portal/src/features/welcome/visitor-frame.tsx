import type { ReactNode } from 'react';
import { VisitorHeader } from '../../shell/visitor-header';
import './welcome.css';

export interface VisitorFrameProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page that stands alone, for who is not signed in. */
export function VisitorFrame({ title, lead, children }: VisitorFrameProps) {
  return (
    <div className="welcome">
      <VisitorHeader />
      <main className="welcome-main">
        <div>
          <h1>{title}</h1>
          {lead && <p className="welcome-lead">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
