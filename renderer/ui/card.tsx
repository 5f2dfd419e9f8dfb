import { createContext, type ReactNode, useContext, useId } from 'react';
import './card.css';

const LevelContext = createContext(2);
const OwnerContext = createContext<string | undefined>(undefined);

/** A heading of the level that fits where it stands (2 in a screen, 3 in a card in a card...). */
export function CardHeading({ children, id, className }: { children: ReactNode; id?: string; className?: string }) {
  const level = Math.min(useContext(LevelContext), 6);
  const Heading = `h${level}` as 'h2';
  return (
    <Heading id={id} className={className ?? 'card-title'}>
      {children}
    </Heading>
  );
}

/**
 * Cards below a heading of their own, one level deeper and named after it too: where the same cards stand on a screen more than once,
 * who listens hears whose they are.
 */
export function CardsOf({ headingId, children }: { readonly headingId: string; readonly children: ReactNode }) {
  const level = useContext(LevelContext);
  return (
    <OwnerContext.Provider value={headingId}>
      <LevelContext.Provider value={level + 1}>{children}</LevelContext.Provider>
    </OwnerContext.Provider>
  );
}

export interface CardProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Shown after the title. */
  readonly count?: number | undefined;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** No inner distance: for lists and tables that reach the edge. */
  readonly isFlush?: boolean;
  /** Without ground and border: a part of a card. */
  readonly isPlain?: boolean;
  readonly className?: string;
}

/** A titled part of a screen. It is a landmark-free section named by its heading; cards in it go one heading level deeper. */
export function Card(props: CardProps) {
  const level = useContext(LevelContext);
  const id = useId();
  const owner = useContext(OwnerContext);
  const labelledBy = owner === undefined ? id : `${id} ${owner}`;
  return (
    <section aria-labelledby={labelledBy} className={`${props.isPlain ? 'section' : 'card'} ${props.className ?? ''}`}>
      <header className="card-header">
        <CardHeading id={id}>
          {props.title}
          {props.count !== undefined && <span className="card-count number">{props.count}</span>}
        </CardHeading>
        {props.actions && <div className="card-actions">{props.actions}</div>}
      </header>
      <LevelContext.Provider value={level + 1}>
        <div className={props.isFlush ? 'card-flush' : 'card-content'}>{props.children}</div>
      </LevelContext.Provider>
    </section>
  );
}

/** A titled part without a ground of its own. */
export function Section(props: Omit<CardProps, 'isPlain'>) {
  return <Card {...props} isPlain />;
}
