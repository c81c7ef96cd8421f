package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseEvent;
import firebreak.drill.chronology.CaseParty;
import firebreak.drill.chronology.CasePost;
import firebreak.drill.chronology.Chronology;
import firebreak.drill.chronology.Code;
import firebreak.drill.chronology.EventId;
import firebreak.drill.script.Kinds.Treatment;
import firebreak.drill.script.Reference.Reach;
import firebreak.note.Precedence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One translation of one chronology. First every event is routed, which gives the channels with all their
/// posts; then the steps are made in order, so that references see the notes before them.
final class Translation {
    private final Chronology chronology;
    private final Kinds kinds;
    private final Routes routes;
    private final Directory directory;
    private final Map<EventId, SentNote> sent = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();

    /// What later references need to know of a note.
    private record SentNote(NavigableSet<PartyCode> channel, Set<PartyCode> addressed) {}

    Translation(Chronology chronology, Kinds kinds) {
        this.chronology = chronology;
        this.kinds = kinds;
        this.routes = new Routes(chronology.cast(), kinds);
        this.directory = new Directory(chronology.cast());
    }

    Script script() {
        chronology.cast().parties().forEach(this::remarkMadePost);
        Map<EventId, Route> planned = new HashMap<>();
        chronology.events().forEach(event -> planned.put(event.id(), plan(event)));
        List<Step> steps = chronology.events().stream()
                .map(event -> step(event, planned.getOrDefault(event.id(), new Route.Act())))
                .toList();
        List<CaseChannel> channels = directory.channels();
        remarkUnheard(channels);
        return new Script(
                chronology.id(),
                chronology.title(),
                chronology.label(),
                chronology.cast(),
                channels,
                everyone(planned),
                steps,
                remarks);
    }

    private Route plan(CaseEvent event) {
        Route route = routes.of(event);
        if (route instanceof Route.Channel(NavigableSet<PartyCode> parties, boolean statement, Treatment.Said _)) {
            directory.add(parties, routes.posts(event.from()));
            directory.add(parties, routes.posts(event.to()));
            if (statement) {
                directory.addDefaultPosts(parties);
            }
        }
        return route;
    }

    private Optional<ChannelLabel> everyone(Map<EventId, Route> planned) {
        boolean statements = planned.values().stream()
                .anyMatch(route -> route instanceof Route.Channel channel && channel.statement());
        return statements ? Optional.of(directory.label(routes.everyone())) : Optional.empty();
    }

    private Step step(CaseEvent event, Route route) {
        return switch (route) {
            case Route.Channel channel -> spoken(event, channel);
            case Route.Internal(PartyCode party) ->
                new Step.InternalStep(
                        event.id(),
                        event.time(),
                        party,
                        Routes.codes(routes.posts(event.from())),
                        Routes.codes(routes.posts(event.to())),
                        plainReferences(event),
                        words(event));
            case Route.Act _ ->
                new Step.ActStep(
                        event.id(), event.time(), event.from(), event.to(), plainReferences(event), words(event));
            case Route.Silence _ ->
                new Step.SilenceStep(
                        event.id(), event.time(), event.from(), event.to(), plainReferences(event), words(event));
        };
    }

    private Step spoken(CaseEvent event, Route.Channel route) {
        remarkUnknownKind(event);
        List<CasePost> authors = authors(event);
        List<PostCode> signing = Routes.codes(authors);
        List<CasePost> addressed = routes.posts(event.to()).stream()
                .filter(post -> !signing.contains(post.code()))
                .toList();
        NavigableSet<PartyCode> parties = Routes.parties(authors);
        List<Reference> references = references(event, parties, route);
        sent.put(event.id(), new SentNote(route.parties(), Routes.parties(addressed)));
        Delivery delivery = new Delivery(Routes.codes(addressed), event.via(), Routes.outside(event.to()));
        ChannelLabel label = directory.label(route.parties());
        FormName form = form(route, parties.size(), references);
        Precedence precedence = route.said().precedence();
        return parties.size() > 1
                ? new Step.JointNoteStep(
                        event.id(), event.time(), label, signing, delivery, form, precedence, references, words(event))
                : new Step.NoteStep(
                        event.id(),
                        event.time(),
                        label,
                        signing.getFirst(),
                        delivery,
                        form,
                        precedence,
                        references,
                        words(event));
    }

    private FormName form(Route.Channel route, int authors, List<Reference> references) {
        if (authors > 1) {
            return kinds.joint();
        }
        if (route.statement()) {
            return kinds.publicly();
        }
        boolean answers = references.stream().anyMatch(reference -> reference.reach() == Reach.ANSWERED);
        return answers
                ? route.said().answering().orElse(route.said().form())
                : route.said().form();
    }

    /// One post per party signs; the others are named in a remark.
    private List<CasePost> authors(CaseEvent event) {
        List<CasePost> authors = new ArrayList<>();
        Set<PartyCode> parties = new HashSet<>();
        for (CasePost post : routes.posts(event.from())) {
            if (parties.add(post.party())) {
                authors.add(post);
            } else {
                remark(event, post.code() + " speaks too; another post of " + post.party() + " signs");
            }
        }
        if (event.from().contains(Code.PUBLIC)) {
            remark(event, "the public speaks too; it signs nothing");
        }
        authors.sort(Comparator.comparing(CasePost::party));
        return authors;
    }

    private List<Reference> references(CaseEvent event, NavigableSet<PartyCode> authors, Route.Channel route) {
        List<Reference> references = new ArrayList<>();
        boolean answered = false;
        for (EventId ref : event.refs()) {
            Reach reach = reach(ref, authors, route);
            boolean second = answered && reach == Reach.ANSWERED;
            if (second) {
                remark(event, "could answer " + ref + " too; a note answers one, so this is a reference");
            }
            references.add(new Reference(ref, second ? Reach.SAME_CHANNEL : reach));
            answered |= reach == Reach.ANSWERED;
        }
        return references;
    }

    private Reach reach(EventId ref, NavigableSet<PartyCode> authors, Route.Channel route) {
        @Nullable SentNote note = sent.get(ref);
        if (note == null) {
            return Reach.TIMELINE;
        }
        if (!note.channel().containsAll(authors)) {
            return Reach.NOT_SEEN;
        }
        if (!note.channel().equals(route.parties())) {
            return Reach.OTHER_CHANNEL;
        }
        boolean answers = route.said().answering().isPresent()
                && !route.statement()
                && note.addressed().stream().anyMatch(authors::contains);
        return answers ? Reach.ANSWERED : Reach.SAME_CHANNEL;
    }

    /// How a step that is no note names earlier events: a note is 'seen' where all its doers have it.
    private List<Reference> plainReferences(CaseEvent event) {
        NavigableSet<PartyCode> doers = Routes.parties(routes.posts(event.from()));
        return event.refs().stream()
                .map(ref -> new Reference(ref, plainReach(ref, doers)))
                .toList();
    }

    private Reach plainReach(EventId ref, NavigableSet<PartyCode> doers) {
        @Nullable SentNote note = sent.get(ref);
        if (note == null) {
            return Reach.TIMELINE;
        }
        return note.channel().containsAll(doers) ? Reach.OTHER_CHANNEL : Reach.NOT_SEEN;
    }

    private static Words words(CaseEvent event) {
        return new Words(
                event.kind(),
                Title.of(event.summary()),
                event.summary(),
                event.medium(),
                event.basis(),
                event.source(),
                event.invented(),
                FormFilling.given(event));
    }

    private void remarkUnknownKind(CaseEvent event) {
        if (kinds.of(event.kind()).isEmpty()) {
            remark(
                    event,
                    "kind '" + event.kind() + "' is not known; sent as "
                            + kinds.fallback().form());
        }
    }

    private void remarkMadePost(CaseParty party) {
        if (party.defaultPost().made()) {
            String text = "the case names no post; " + party.defaultPost().code() + " was made and stands for it";
            remarks.add(new Remark("party " + party.code(), text));
        }
    }

    private void remarkUnheard(List<CaseChannel> channels) {
        chronology.cast().parties().stream()
                .map(CaseParty::code)
                .filter(party ->
                        channels.stream().noneMatch(channel -> channel.parties().contains(party)))
                .forEach(party -> remarks.add(new Remark("party " + party, "takes part in no channel")));
    }

    private void remark(CaseEvent event, String text) {
        remarks.add(new Remark("event " + event.id(), text));
    }
}
