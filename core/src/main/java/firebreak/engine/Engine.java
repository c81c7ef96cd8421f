package firebreak.engine;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// The node as a function. All decisions of a node are made here, one event at a time; the shell makes the
/// writes of a step durable before it carries out the effects (DESIGN 7).
public final class Engine {
    private Engine() {}

    /// @param stored what is stored, the writes of all earlier steps included
    /// @param now the node's time; in an exercise, the case's time
    /// @param random for salts and origins
    public static Step step(State state, Event event, Lookup stored, Instant now, RandomGenerator random) {
        Turn turn = new Turn(state, stored, now, random);
        switch (event) {
            case Event.JoinCharter join -> new Joining(turn).joinCharter(join);
            case Event.AdmitDocument admit -> new Joining(turn).admit(admit);
            case Event.ReleaseNote release -> new Releasing(turn).release(release);
            case Event.DecideDraft decide -> new Releasing(turn).decide(decide);
            case Event.RecordJointNote joint -> new Releasing(turn).recordJoint(joint);
            case Event.GiveReceipt give -> new Releasing(turn).receipt(give);
            case Event.DismissHeld dismiss -> new Judging(turn).dismiss(dismiss);
            case Event.Started started -> new Continuing(turn).started(started);
            case Event.HoldingShown shown -> new Continuing(turn).shown(shown);
            case Event.AskingFailed failed -> new Continuing(turn).failed(failed);
            case Event.DamageFound found -> new Mending(turn).found(found);
            case Event.Ticked _ -> {
                if (turn.state.registry().isTimed()) {
                    new Joining(turn).adoptDue();
                }
                new Delivering(turn).ticked();
            }
            case Event.PostsUnlocked unlocked -> new Receiving(turn).unlocked(unlocked);
            case Event.Authored authored -> new Appending(turn).authored(authored);
            case Event.AuthoringFailed failed -> new Appending(turn).failed(failed);
            case Event.CheckpointSigned signed -> new Appending(turn).checkpointSigned(signed);
            case Event.ParcelArrived arrived -> new Receiving(turn).arrived(arrived);
            case Event.CheckpointShown shown -> new Heads(turn).shown(shown);
            case Event.LeafOpened opened -> new Judging(turn).opened(opened);
            case Event.ParcelsTaken taken -> new Delivering(turn).taken(taken);
            case Event.SendingFailed failed -> new Delivering(turn).failed(failed);
        }
        return turn.done(state);
    }
}
