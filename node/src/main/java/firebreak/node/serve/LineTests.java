package firebreak.node.serve;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.line.Condition;
import firebreak.line.LastAnswered;
import firebreak.line.Line;
import firebreak.line.LineName;
import firebreak.node.api.StatusRoutes;
import firebreak.node.http.Route;
import firebreak.node.line.FrameWire;
import firebreak.node.line.Keeper;
import firebreak.node.line.LineChanges;
import firebreak.node.line.LineReport;
import firebreak.node.line.Lines;
import firebreak.node.line.Pace;
import firebreak.node.run.Node;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The line tests of a running node: from its unlocked posts to all others, over the members' wire. They tell
/// who answers and who is silent since when, whether or not anything is said.
final class LineTests implements StatusRoutes.Lines, AutoCloseable {
    private static final String KEY = "lines/last-answered";

    private final Node node;
    private final FrameWire wire;
    private final Lines lines;

    private LineTests(Node node, FrameWire wire, Lines lines) {
        this.node = node;
        this.wire = wire;
        this.lines = lines;
    }

    static LineTests start(Node node) throws IOException {
        FrameWire wire = new FrameWire(node.client(), node.members()::nodes);
        Lines lines = new Lines(
                held -> Line.all(node.loop().state().registry(), held),
                wire,
                node.parts().clock(),
                Pace.system(),
                new SecureRandom(),
                before(node),
                keeper(node));
        LineTests tests = new LineTests(node, wire, lines);
        tests.hold();
        node.onChange(tests::hold);
        lines.start();
        return tests;
    }

    private void hold() {
        lines.hold(node.parts().posts().identities());
        lines.refresh();
    }

    private static LastAnswered before(Node node) throws IOException {
        Optional<Bytes> kept = node.parts().store().get(Table.STATE, KEY);
        try {
            return kept.isEmpty() ? LastAnswered.NONE : LastAnswered.parse(KEY, kept.get());
        } catch (FormatException damaged) {
            throw new IOException(damaged.reason(), damaged);
        }
    }

    private static Keeper keeper(Node node) {
        return new Keeper() {
            @Override
            public void keep(LastAnswered answered) {
                node.loop().keepSoon(List.of(new Write.Put(Table.STATE, KEY, answered.bytes())));
            }

            @Override
            public void changed(LineName line, Condition now) {
                Instant at = node.parts().clock().instant();
                node.loop()
                        .keepSoon(LineChanges.with(line, now, at, node.parts().store()));
            }
        };
    }

    /// Other members' tests come in here.
    Route route() {
        return wire.route(lines);
    }

    @Override
    public List<LineReport> report() {
        return lines.report();
    }

    @Override
    public List<LineChanges.Change> changes(LineName line) {
        return LineChanges.of(line, node.parts().store());
    }

    /// How the line to a member stands in a channel.
    @Override
    public StatusRoutes.Line of(Channel channel, PartyCode member) {
        Condition condition = lines.members(channel.id()).get(member);
        Optional<Duration> ahead = lines.clockAhead(channel.id(), member);
        return switch (condition) {
            case null -> new StatusRoutes.Line("unknown", Optional.empty(), ahead);
            case Condition.Answering(var since) -> new StatusRoutes.Line("answering", Optional.of(since), ahead);
            case Condition.Silent(var since) -> new StatusRoutes.Line("silent", Optional.of(since), ahead);
            case Condition.Unknown(var since) -> new StatusRoutes.Line("unknown", Optional.of(since), ahead);
        };
    }

    @Override
    public void close() {
        lines.close();
    }
}
