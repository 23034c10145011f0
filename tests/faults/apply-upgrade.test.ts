import { FAULT_KINDS } from '../../local/rehearsal/faults/throwing';
import { everyCall } from './every-call';

// Nobody's row moves with it: there is nothing for a sort to hit.
everyCall('upgrade', FAULT_KINDS);
