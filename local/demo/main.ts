// Lives the demo office in a process of its own, so that the desk stays awake: `node … [file]`, one line a step on stdout.
import { LIVED, liveOffice } from './life.ts';

liveOffice((now, done, of) => console.log(JSON.stringify({ now, done, of })), process.argv[2] ?? LIVED);
