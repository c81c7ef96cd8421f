package firebreak.sim.check;

import java.util.List;

/// All checkers together.
public final class Judges implements Checker {
    private final List<Checker> all;

    public Judges(Truth truth) {
        this.all = List.of(
                new Sturdiness(),
                new KeptPromises(),
                new AcceptedOnce(),
                new NoGaps(),
                new LastingLeaves(),
                new TrueHeads(truth),
                new RealReceipts(),
                new ClosedChannels(truth),
                new OneHistory(truth),
                new BothSignatures(truth),
                new ForkProofs(),
                new ComparedViews(truth),
                new VisibleHolds(truth),
                new Convergence(truth));
    }

    @Override
    public void see(Fact fact) {
        all.forEach(checker -> checker.see(fact));
    }
}
