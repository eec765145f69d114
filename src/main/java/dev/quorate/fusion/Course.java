package dev.quorate.fusion;

import dev.quorate.kernel.call.CallJournal;

/** What accompanies a run through its rooms: its side of the ledger, and who follows it. */
record Course(CallJournal journal, RunControl control) {}
