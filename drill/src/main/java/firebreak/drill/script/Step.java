package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseTime;
import firebreak.drill.chronology.Code;
import firebreak.drill.chronology.EventId;
import firebreak.encoding.Json;
import firebreak.note.Precedence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One event of a case as the line treats it. The order of steps is the order of the file.
public sealed interface Step {
    EventId event();

    CaseTime time();

    List<Reference> references();

    Words words();

    /// A step that becomes a note on a channel.
    sealed interface Spoken extends Step {
        ChannelLabel channel();

        /// Who signs, one post per party, in order of party code.
        List<PostCode> authors();

        Delivery delivery();

        FormName form();

        Precedence precedence();

        /// The same note in another form, with these fields beside its subject, text and source.
        Spoken in(FormName form, Map<String, Json> fields);

        /// The note it answers.
        default Optional<EventId> answers() {
            return references().stream()
                    .filter(reference -> reference.reach() == Reference.Reach.ANSWERED)
                    .map(Reference::event)
                    .findFirst();
        }
    }

    record NoteStep(
            EventId event,
            CaseTime time,
            ChannelLabel channel,
            PostCode author,
            Delivery delivery,
            FormName form,
            Precedence precedence,
            List<Reference> references,
            Words words)
            implements Spoken {
        public NoteStep {
            references = List.copyOf(references);
        }

        @Override
        public Spoken in(FormName otherForm, Map<String, Json> fields) {
            return new NoteStep(
                    event, time, channel, author, delivery, otherForm, precedence, references, words.with(fields));
        }

        @Override
        public List<PostCode> authors() {
            return List.of(author);
        }
    }

    /// A note of several parties: all sign the same words.
    record JointNoteStep(
            EventId event,
            CaseTime time,
            ChannelLabel channel,
            List<PostCode> authors,
            Delivery delivery,
            FormName form,
            Precedence precedence,
            List<Reference> references,
            Words words)
            implements Spoken {
        public JointNoteStep {
            authors = List.copyOf(authors);
            references = List.copyOf(references);
            if (authors.size() < 2 || new HashSet<>(authors).size() != authors.size()) {
                throw new IllegalArgumentException("a joint note has two or more different authors");
            }
        }

        @Override
        public Spoken in(FormName otherForm, Map<String, Json> fields) {
            return new JointNoteStep(
                    event, time, channel, authors, delivery, otherForm, precedence, references, words.with(fields));
        }
    }

    /// Something done, not said; or said by nobody on the line. A timeline entry.
    record ActStep(
            EventId event, CaseTime time, List<Code> by, List<Code> towards, List<Reference> references, Words words)
            implements Step {
        public ActStep {
            by = List.copyOf(by);
            towards = List.copyOf(towards);
            references = List.copyOf(references);
        }
    }

    /// Nothing said where something could have been. A timeline entry.
    record SilenceStep(
            EventId event, CaseTime time, List<Code> by, List<Code> towards, List<Reference> references, Words words)
            implements Step {
        public SilenceStep {
            by = List.copyOf(by);
            towards = List.copyOf(towards);
            references = List.copyOf(references);
        }
    }

    /// Said within one party: no other node ever hears of it. A timeline entry.
    record InternalStep(
            EventId event,
            CaseTime time,
            PartyCode party,
            List<PostCode> from,
            List<PostCode> to,
            List<Reference> references,
            Words words)
            implements Step {
        public InternalStep {
            from = List.copyOf(from);
            to = List.copyOf(to);
            references = List.copyOf(references);
        }
    }
}
