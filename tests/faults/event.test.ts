import { FAULT_KINDS } from '../../local/rehearsal/faults/throwing';
import { everyCall } from './every-call';

everyCall('event', FAULT_KINDS);
