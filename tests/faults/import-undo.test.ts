import { everyCall } from './every-call';

everyCall('import-undo');
