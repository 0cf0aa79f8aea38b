import { createMemoryFindings } from '../../../adapters/memory/findings.ts';
import { createMemoryRecords } from '../../../adapters/memory/records.ts';
import { describeFindings } from '../../contract/findings.contract.ts';

describeFindings('memory', async () => createMemoryFindings(createMemoryRecords()));
