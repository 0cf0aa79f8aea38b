import { createMemoryTestPages } from '../../../adapters/memory/test-pages.ts';
import { describeTestPages } from '../../contract/test-pages.contract.ts';

describeTestPages('memory', async () => createMemoryTestPages());
