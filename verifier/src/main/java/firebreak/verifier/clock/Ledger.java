package firebreak.verifier.clock;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.said.Author;
import firebreak.verifier.said.Content;
import firebreak.verifier.said.Form;
import firebreak.verifier.said.LeafName;
import firebreak.verifier.said.Statement;
import firebreak.verifier.said.Statement.Says;
import firebreak.verifier.text.Hash;
import firebreak.verifier.tree.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The notes and delivered receipts that are in force, collected leaf by leaf.
public final class Ledger {
    private static final String HOLDING = "holding-reply";
    private static final String DEADLINE = "answerBy";

    private final List<Agreement> agreements;
    private final Witnessed witnessed;
    private final List<Sent> alone = new ArrayList<>();
    private final Map<Hash, Joint> joint = new HashMap<>();
    private final Map<Delivery, Moment> delivered = new HashMap<>();

    private record Delivery(LeafName leaf, String party) {}

    /// A joint note under way: in force once it stands in the record of every author.
    private record Joint(Set<Origin> wanted, Sent note) {
        boolean isInForce() {
            return note.leaves().stream()
                    .map(LeafName::origin)
                    .collect(Collectors.toSet())
                    .containsAll(wanted);
        }
    }

    /// @param agreements all versions of the channel's, in ascending order
    public Ledger(List<Agreement> agreements, Witnessed witnessed) {
        this.agreements = List.copyOf(agreements);
        this.witnessed = witnessed;
    }

    /// Takes what a leaf says.
    ///
    /// @param payload its hash, by which the leaves of a joint note know each other
    /// @param version of the agreement it names
    /// @param form of a note
    public void add(LeafName leaf, Hash payload, Statement statement, int version, Optional<Form> form) {
        List<Agreement> terms = agreements.subList(version - 1, agreements.size());
        Optional<Moment> moment = terms.getFirst().witnesses().threshold() == 0
                ? Optional.of(Moment.claimed(statement.at()))
                : witnessed.time(leaf.origin(), leaf.index(), terms).map(Moment::proved);
        switch (statement.says()) {
            case Says.Note(String reference, Content content) -> {
                List<String> from =
                        statement.authors().stream().map(Author::party).toList();
                Sent note = new Sent(
                        new TreeSet<>(Set.of(leaf)),
                        reference,
                        from,
                        addressed(content, from),
                        terms,
                        moment,
                        form.orElseThrow().asks(),
                        content.answers(),
                        content.form().equals(HOLDING),
                        content.time(DEADLINE));
                note(payload, statement, note);
            }
            case Says.Receipt receipt
            when receipt.isDelivered() ->
                moment.ifPresent(at -> delivered.merge(
                        new Delivery(
                                receipt.of(), statement.authors().getFirst().party()),
                        at,
                        BinaryOperator.minBy(Comparator.naturalOrder())));
            case Says.Receipt _,
                    Says.Opening _,
                    Says.Adoption _,
                    Says.OldRecord _,
                    Says.Revocation _,
                    Says.Successor _ -> {}
        }
    }

    private void note(Hash payload, Statement statement, Sent note) {
        if (statement.authors().size() == 1) {
            alone.add(note);
            return;
        }
        Set<Origin> wanted = statement.authors().stream().map(Author::origin).collect(Collectors.toSet());
        joint.merge(payload, new Joint(wanted, note), (one, other) -> new Joint(one.wanted, one.note.with(other.note)));
    }

    /// The parties that a note is addressed to (spec/export.md, Summary).
    private List<String> addressed(Content content, List<String> from) {
        List<String> posts = content.action().isEmpty() ? content.information() : content.action();
        Stream<String> parties = posts.isEmpty()
                ? agreements.stream()
                        .flatMap(agreement -> agreement.members().stream())
                        .map(Agreement.Member::party)
                : posts.stream().flatMap(post -> party(post).stream());
        return parties.filter(party -> !from.contains(party))
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<String> party(String post) {
        return agreements.reversed().stream()
                .flatMap(agreement -> agreement.memberWith(post).stream())
                .map(Agreement.Member::party)
                .findFirst();
    }

    /// The notes in force, in the order of their leaves.
    List<Sent> notes() {
        return Stream.concat(
                        alone.stream(),
                        joint.values().stream().filter(Joint::isInForce).map(Joint::note))
                .sorted(Comparator.comparing(Sent::first))
                .toList();
    }

    /// When a party first said that it has a leaf.
    Optional<Moment> delivered(LeafName leaf, String party) {
        return Optional.ofNullable(delivered.get(new Delivery(leaf, party)));
    }

    Witnessed witnessed() {
        return witnessed;
    }

    List<Agreement> agreements() {
        return agreements;
    }
}
