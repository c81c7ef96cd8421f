package firebreak.node.api;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Circulating;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.JointNotes;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.node.home.Officer;
import firebreak.node.home.Role;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.joint.Circulars;
import firebreak.node.joint.Proposal;
import firebreak.node.keys.KeyName;
import firebreak.node.run.Node;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.Note;
import firebreak.note.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Joint notes: proposed at one node, circulated by the nodes, signed or declined at each author's, and put on record
/// at each when all have signed. Until all have it on record it binds nobody, so signing is not yet saying. Where the
/// nodes cannot reach each other, officers carry payload and signatures themselves.
final class JointRoutes {
    private final Node node;
    private final Circulars circulars;
    private final Acts acts;
    private final Audit audit;
    private final DraftContent.References references;

    JointRoutes(Node node, Circulars circulars, Audit audit, DraftContent.References references) {
        this.node = node;
        this.circulars = circulars;
        this.acts = new Acts(node.loop());
        this.audit = audit;
        this.references = references;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.get("/v1/joint", this::list),
                guard.post("/v1/joint/propose", this::propose),
                guard.post("/v1/joint/decline", this::decline),
                guard.post("/v1/joint/sign", this::sign),
                guard.post("/v1/joint/record", this::record));
    }

    private Response propose(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        State state = node.loop().state();
        Channel channel = Ask.channel(state, fields.string("channel"));
        List<PostCode> posts = fields.list("posts", PostCode::read);
        Json.Obj written = fields.required("content", Ask::object);
        fields.done();
        if (posts.stream().noneMatch(post -> officer.may(Role.DRAFT, post))) {
            throw ApiException.forbidden(officer.name() + " may not draft for any of these posts");
        }
        Content content =
                new DraftContent(state.agreement(channel), node.parts().forms(), references).complete(written);
        Lookup stored = node.parts().store();
        return switch (JointNotes.draft(
                state, channel, posts, content, node.parts().clock().instant(), stored)) {
            case JointNotes.Result.Refused(String reason) -> throw ApiException.conflict(reason);
            case JointNotes.Result.Drafted(Note note) -> proposed(officer, note);
        };
    }

    private Response proposed(Officer officer, Note note) throws ApiException {
        done(circulars.propose(note, officer.name()));
        audit.note(officer, "proposed joint note", note.reference());
        return Response.json(Json.object()
                .with("reference", note.reference())
                .with("proposal", Hash.of(note.payload()))
                .with("payload", note.payload().base64Url())
                .build());
    }

    private static void done(Circulars.Outcome outcome) throws ApiException {
        if (outcome instanceof Circulars.Outcome.Refused(String reason)) {
            throw ApiException.conflict(reason);
        }
    }

    /// Those of the officer's own posts, newest first.
    private Response list(Officer officer, Request request) {
        List<Json> proposals = circulars.all().stream()
                .filter(proposal -> proposal.circular().note().authors().stream()
                        .anyMatch(author ->
                                author.post().filter(officer.posts()::contains).isPresent()))
                .map(this::json)
                .toList();
        return Response.json(
                Json.object().with("proposals", new Json.Arr(proposals)).build());
    }

    private Json json(Proposal proposal) {
        Note note = proposal.circular().note();
        State state = node.loop().state();
        Set<PartyCode> signed = Circulating.signed(proposal.circular(), state);
        Map<PartyCode, String> refusals = circulars.refusals(proposal);
        return Json.object()
                .with("proposal", proposal.circular().id())
                .with("reference", note.reference())
                .with("channel", note.place().channel().hash())
                .with("came", proposal.came())
                .with("proposer", proposal.proposer().orElse(null))
                .with("declined", proposal.declined().orElse(null))
                .with("recorded", proposal.recorded().isPresent())
                .with(
                        "authors",
                        Json.list(
                                note.authors(),
                                author -> Json.object()
                                        .with("party", author.party().value())
                                        .with(
                                                "post",
                                                author.post()
                                                        .map(PostCode::value)
                                                        .orElse(null))
                                        .with("signed", signed.contains(author.party()))
                                        .with("refuses", refusals.get(author.party()))
                                        .build()))
                .with("content", note.content().toJson())
                .with("payload", note.payload().base64Url())
                .build();
    }

    private Response decline(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        Hash id = fields.hash("proposal");
        fields.done();
        Proposal proposal = known(id);
        own(officer, proposal.circular().note());
        done(circulars.decline(id, officer.name()));
        audit.note(officer, "declined joint note", proposal.circular().note().reference());
        return Response.done();
    }

    private Proposal known(Hash id) throws ApiException {
        return circulars
                .find(id)
                .orElseThrow(() -> ApiException.notFound("no such joint note is under way at this node"));
    }

    private Response sign(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        Optional<Hash> proposal = fields.optional("proposal", Fields::asHash);
        Optional<String> carried = fields.optional("payload", Fields::asString);
        fields.done();
        if (proposal.isPresent() == carried.isPresent()) {
            throw ApiException.wrong("expected either 'proposal' or 'payload'");
        }
        Note note = proposal.isPresent()
                ? known(proposal.get()).circular().note()
                : joint(Bytes.parseBase64Url("payload", carried.get()));
        Bytes payload = note.payload();
        requireAnother(officer, Hash.of(payload));
        Author author = own(officer, note);
        PostCode post = author.post().orElseThrow();
        Signer signer = signer(author, post)
                .orElseThrow(() -> ApiException.conflict(
                        "the post " + post + " is locked, or its keys have changed since: unlock it"));
        Jws signed = Jws.sign(payload, signer);
        done(circulars.sign(note, signed));
        audit.note(officer, "signed joint note", note.reference());
        return Response.json(Json.object()
                .with("proposal", Hash.of(payload))
                .with("signed", signed.bytes().base64Url())
                .build());
    }

    private void requireAnother(Officer officer, Hash id) throws ApiException {
        boolean own = circulars
                .find(id)
                .flatMap(Proposal::proposer)
                .filter(officer.name()::equals)
                .isPresent();
        if (own) {
            throw ApiException.forbidden("a joint note is signed by another officer than the one who proposed it");
        }
    }

    private static Note joint(Bytes payload) throws FormatException, ApiException {
        if (Statement.parse("payload", payload) instanceof Note note && note.joint()) {
            return note;
        }
        throw ApiException.wrong("payload: expected a joint note");
    }

    /// The keys must be those of the manifest that the note names.
    private Optional<Signer> signer(Author author, PostCode post) {
        return node.loop()
                .state()
                .registry()
                .manifest(author.manifest())
                .flatMap(manifest -> manifest.post(post))
                .flatMap(entry -> node.parts().posts().signer(new KeyName(post.value()), entry.signing()));
    }

    /// The author of the note for whom this officer may release.
    private static Author own(Officer officer, Note note) throws ApiException {
        return note.authors().stream()
                .filter(author -> author.post()
                        .filter(post -> officer.may(Role.RELEASE, post))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> ApiException.forbidden(officer.name() + " may not release for any of its authors"));
    }

    private Response record(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        List<String> parts = fields.strings("signed");
        fields.done();
        Jws whole = whole(parts);
        Note note = joint(whole.payload());
        own(officer, note);
        Effect.Result.Recorded recorded = acts.record(
                number -> new Event.RecordJointNote(number, note.place().channel(), whole));
        audit.note(officer, "recorded joint note", note.reference());
        return Response.json(Acts.json(recorded));
    }

    private static Jws whole(List<String> parts) throws FormatException, ApiException {
        @Nullable Jws whole = null;
        for (String part : parts) {
            Jws one = Jws.parse("signed", Bytes.parseBase64Url("signed", part));
            if (whole != null && !whole.payload().equals(one.payload())) {
                throw ApiException.wrong("signed: expected signatures over one payload");
            }
            whole = whole == null ? one : whole.withLines(one.lines());
        }
        if (whole == null) {
            throw ApiException.wrong("signed: expected at least one signed object");
        }
        return whole;
    }
}
