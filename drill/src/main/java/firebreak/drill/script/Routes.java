package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseEvent;
import firebreak.drill.chronology.CaseParty;
import firebreak.drill.chronology.CasePost;
import firebreak.drill.chronology.Cast;
import firebreak.drill.chronology.Code;
import firebreak.drill.script.Kinds.Treatment;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Decides where events go. An event with a party addressee besides its sender's own goes to the channel of
/// its senders' and addressees' parties; one addressed to the public or to outsiders only goes to everyone;
/// one within a single party stays inside; acts and silences are no notes.
final class Routes {
    private final Cast cast;
    private final Kinds kinds;

    Routes(Cast cast, Kinds kinds) {
        this.cast = cast;
        this.kinds = kinds;
    }

    Route of(CaseEvent event) {
        return switch (kinds.of(event.kind()).orElse(kinds.fallback())) {
            case Treatment.Silence _ -> new Route.Silence();
            case Treatment.Act _ -> new Route.Act();
            case Treatment.Said said -> said(event, said);
        };
    }

    private Route said(CaseEvent event, Treatment.Said said) {
        NavigableSet<PartyCode> senders = parties(posts(event.from()));
        NavigableSet<PartyCode> addressees = parties(posts(event.to()));
        if (senders.isEmpty() || event.to().isEmpty()) {
            return new Route.Act();
        }
        NavigableSet<PartyCode> all = new TreeSet<>(senders);
        all.addAll(addressees);
        if (!addressees.isEmpty() && all.size() > 1) {
            return new Route.Channel(all, false, said);
        }
        return outside(event.to()).isEmpty()
                ? new Route.Internal(senders.first())
                : new Route.Channel(everyone(), true, said);
    }

    NavigableSet<PartyCode> everyone() {
        return new TreeSet<>(cast.parties().stream().map(CaseParty::code).toList());
    }

    /// The posts that codes mean, each once, in the order named.
    List<CasePost> posts(Collection<Code> codes) {
        return codes.stream()
                .flatMap(code -> cast.postFor(code).stream())
                .distinct()
                .toList();
    }

    static NavigableSet<PartyCode> parties(Collection<CasePost> posts) {
        return new TreeSet<>(posts.stream().map(CasePost::party).toList());
    }

    static List<PostCode> codes(Collection<CasePost> posts) {
        return posts.stream().map(CasePost::code).toList();
    }

    /// The public and the outsiders.
    static List<Code> outside(Collection<Code> codes) {
        return codes.stream().filter(Routes::isOutside).toList();
    }

    private static boolean isOutside(Code code) {
        return switch (code) {
            case Code.Public _, Code.Outside _ -> true;
            case Code.OfParty _, Code.OfPost _ -> false;
        };
    }
}
