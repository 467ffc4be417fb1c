package org.ionspice.integration;

import org.ionspice.assembly.Snapshot;

/**
 * A place of a recorded transient, between two steps, that the run can go on from once more, with what
 * the tape has to know there.
 *
 * @param step steps before it
 * @param point position on the tape of the first point after it
 * @param recent the last accepted points before it, the latest first
 * @param clock the moving time at which it lies, -1 when it stays where it is
 * @param nextClock moving times before it
 * @param past what delays remember there
 * @param snapshot the state of the run
 * @param bytes what all this takes
 */
record Checkpoint(
    long step,
    int point,
    TapePoint[] recent,
    int clock,
    int nextClock,
    TapePasts.Window past,
    Snapshot snapshot,
    double bytes) {}
