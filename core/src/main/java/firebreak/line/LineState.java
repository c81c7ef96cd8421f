package firebreak.line;

import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that one end of a line knows; made and changed by [Line] alone. Immutable but for its secrets, which are
/// wiped by [#replacedBy] and [#close]; a state is replaced by its successor and not used again.
public final class LineState implements AutoCloseable {
    final Encapsulation share;
    final Secret hello;
    final Sessions sessions;
    final Turn turn;
    final Tests tests;
    final Moment opened;
    final Optional<Instant> before;
    final Optional<PeerSaid> said;

    /// What the peer's last frame said of itself.
    ///
    /// @param state of the post
    /// @param clock what its clock claimed
    /// @param heard when this end heard it
    public record PeerSaid(PostState state, Instant clock, Instant heard) {}

    private LineState(
            Encapsulation share,
            Secret hello,
            Sessions sessions,
            Turn turn,
            Tests tests,
            Moment opened,
            Optional<Instant> before,
            Optional<PeerSaid> said) {
        this.share = share;
        this.hello = hello;
        this.sessions = sessions;
        this.turn = turn;
        this.tests = tests;
        this.opened = opened;
        this.before = before;
        this.said = said;
    }

    static LineState open(Encapsulation share, Secret hello, Moment now, Optional<Instant> before) {
        return new LineState(share, hello, Sessions.NONE, Turn.FIRST, Tests.NONE, now, before, Optional.empty());
    }

    LineState with(Sessions changed) {
        return new LineState(share, hello, changed, turn, tests, opened, before, said);
    }

    LineState with(Turn changed) {
        return new LineState(share, hello, sessions, changed, tests, opened, before, said);
    }

    LineState with(Tests changed) {
        return new LineState(share, hello, sessions, turn, changed, opened, before, said);
    }

    LineState with(PeerSaid changed) {
        return new LineState(share, hello, sessions, turn, tests, opened, before, Optional.of(changed));
    }

    /// The last frames sent, oldest first, at most 32.
    public List<Sent> history() {
        return tests.history();
    }

    /// When the newest test that the other end answered was sent; also over restarts of this node.
    public Optional<Instant> answered() {
        return tests.answered().map(sent -> sent.at().clock()).or(() -> before);
    }

    /// What the peer said of itself in its last frame under the pair key.
    public Optional<PeerSaid> said() {
        return said;
    }

    /// Wipes the keys that the successor no longer holds.
    public void replacedBy(LineState next) {
        List<Session.Keys> kept = next.keys();
        keys().stream().filter(keys -> !kept.contains(keys)).forEach(Session.Keys::close);
    }

    /// Wipes everything.
    @Override
    public void close() {
        share.close();
        hello.close();
        keys().forEach(Session.Keys::close);
    }

    private List<Session.Keys> keys() {
        return sessions.held().stream().map(Session::keys).toList();
    }

    @Override
    public String toString() {
        return "LineState[" + sessions.held().size() + " sessions, " + tests.sent() + " frames sent]";
    }
}
