import { createMemoryAccess } from '../../../adapters/memory/access.ts';
import { createMemoryIncidentQueries } from '../../../adapters/memory/incident-queries.ts';
import { createMemoryIncidentStore } from '../../../adapters/memory/incident-store.ts';
import { createMemoryRecords } from '../../../adapters/memory/records.ts';
import { describeAccess } from '../../contract/access.contract.ts';
import { describeIncidentQueries } from '../../contract/incident-queries.contract.ts';
import { describeIncidentStore } from '../../contract/incident-store.contract.ts';
import type { MakeStore } from '../../contract/store-under-test.ts';

const make: MakeStore = async () => {
  const records = createMemoryRecords();
  return {
    store: createMemoryIncidentStore(records),
    queries: createMemoryIncidentQueries(records),
    access: createMemoryAccess(records),
    putToken: async (hash, token) => {
      records.tokens.set(hash, token);
    },
  };
};

describeIncidentStore('memory', make);
describeIncidentQueries('memory', make);
describeAccess('memory', make);
