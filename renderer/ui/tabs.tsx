import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import './tabs.css';

export interface TabDefinition {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** Read out as the name of the row of tabs. */
  readonly label: string;
  readonly tabs: readonly TabDefinition[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
}

/** Tabs; arrows move between them. Only the content of the chosen one exists. */
export function Tabs(props: TabsProps) {
  return (
    <AriaTabs
      className="tabs"
      {...(props.selected ? { selectedKey: props.selected } : {})}
      {...(props.onSelect ? { onSelectionChange: (key) => props.onSelect?.(String(key)) } : {})}
    >
      <TabList className="tab-list" aria-label={props.label}>
        {props.tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
            {tab.count !== undefined && <span className="tab-count number">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {props.tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
