package firebreak.node.api;

import firebreak.charter.Agreement;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Text;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Views;
import firebreak.engine.Write;
import firebreak.node.home.Officer;
import firebreak.node.home.Role;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.note.Content;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Drafting by one officer, release or return by another: the node enforces that they are two.
final class DraftRoutes {
    private static final String FOLDER = "/v1/drafts/";
    private static final int MOST = 1_000;
    private static final int REMARK_CHARS = 2_000;

    private final Node node;
    private final Acts acts;
    private final Audit audit;
    private final DraftContent.References references;
    private final SecureRandom random = new SecureRandom();

    DraftRoutes(Node node, Audit audit, DraftContent.References references) {
        this.node = node;
        this.acts = new Acts(node.loop());
        this.audit = audit;
        this.references = references;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                guard.post("/v1/drafts", this::draft),
                guard.get("/v1/drafts", this::list),
                guard.get(FOLDER + "*", this::show),
                guard.post(FOLDER + "*", this::decide));
    }

    private Response draft(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        State state = node.loop().state();
        Channel channel = Ask.channel(state, fields.string("channel"));
        PostCode post = Ask.post(fields.string("post"));
        Json.Obj written = fields.required("content", Ask::object);
        fields.done();
        need(officer, Role.DRAFT, post);
        Agreement agreement = state.agreement(channel);
        Content content = new DraftContent(agreement, node.parts().forms(), references).complete(written);
        Draft draft = new Draft(
                id(),
                channel.id(),
                post,
                content,
                officer.name(),
                node.parts().clock().instant(),
                Views.of(state, channel),
                Optional.empty());
        acts.keep(List.of(put(draft), audit.entry(officer, "drafted", draft.id())));
        return Response.json(Json.object().with("draft", draft.id()).build());
    }

    private String id() {
        byte[] drawn = new byte[6];
        random.nextBytes(drawn);
        return Bytes.wrap(drawn).hex();
    }

    private static Write put(Draft draft) {
        return new Write.Put(Table.DRAFT, draft.id(), Canonical.write(draft.toJson()));
    }

    /// Of two officers who decide on a draft at the same moment one is first, and the other is told so.
    private void decide(Draft draft, Write change, Officer officer, String act) throws ApiException {
        List<Write> writes = List.of(change, audit.entry(officer, act, draft.id()));
        acts.done(number -> new Event.DecideDraft(number, asRead(draft), writes));
    }

    private static Event.FromDraft asRead(Draft draft) {
        return new Event.FromDraft(draft.id(), Hash.of(Canonical.write(draft.toJson())));
    }

    private Response list(Officer officer, Request request) throws ApiException {
        List<Json> drafts = new ArrayList<>();
        for (StoreView.Entry row : node.parts().store().range(Table.DRAFT, "", StoreView.END, MOST)) {
            Draft draft = read(row.value());
            if (officer.posts().contains(draft.post())) {
                drafts.add(draft.toJson());
            }
        }
        return Response.json(Json.object().with("drafts", new Json.Arr(drafts)).build());
    }

    private Response show(Officer officer, Request request) throws ApiException {
        return Response.json(find(officer, Ask.rest(request, FOLDER)).toJson());
    }

    private Draft find(Officer officer, String id) throws ApiException {
        Draft draft = read(node.parts()
                .store()
                .get(Table.DRAFT, id)
                .orElseThrow(() -> ApiException.notFound("there is no draft '" + Text.printable(id, 40) + "'")));
        if (!officer.posts().contains(draft.post())) {
            throw ApiException.forbidden(officer.name() + " does not act for " + draft.post());
        }
        return draft;
    }

    private static Draft read(Bytes stored) throws ApiException {
        try {
            return Draft.read("draft", Canonical.read("draft", stored, Draft.MAX_BYTES));
        } catch (FormatException damaged) {
            throw new ApiException(Problem.FAULT, "the store gives back a damaged draft: " + damaged.reason());
        }
    }

    /// `/v1/drafts/ID/release`, `…/return`, `…/delete`.
    private Response decide(Officer officer, Request request) throws ApiException, FormatException {
        String rest = Ask.rest(request, FOLDER);
        int slash = rest.indexOf('/');
        if (slash < 0) {
            throw ApiException.notFound("expected /v1/drafts/ID/release, /return or /delete");
        }
        Draft draft = find(officer, rest.substring(0, slash));
        return switch (rest.substring(slash + 1)) {
            case "release" -> release(officer, draft);
            case "return" -> giveBack(officer, draft, request);
            case "delete" -> delete(officer, draft);
            default -> throw ApiException.notFound("expected /v1/drafts/ID/release, /return or /delete");
        };
    }

    private Response release(Officer officer, Draft draft) throws ApiException {
        need(officer, Role.RELEASE, draft.post());
        if (officer.name().equals(draft.drafter())) {
            throw ApiException.forbidden("a note is released by another officer than the one who drafted it");
        }
        if (draft.remark().isPresent()) {
            throw ApiException.conflict("this draft was returned: "
                    + Text.printable(draft.remark().get(), REMARK_CHARS) + "; its drafter makes another");
        }
        audit.note(officer, "releases draft", draft.id());
        Effect.Result.Recorded recorded = acts.record(number -> new Event.ReleaseNote(
                number, draft.channel(), draft.post(), draft.content(), draft.drafted(), Optional.of(asRead(draft))));
        audit.note(officer, "released as " + recorded.reference(), draft.id());
        return Response.json(Acts.json(recorded));
    }

    private Response giveBack(Officer officer, Draft draft, Request request) throws ApiException, FormatException {
        need(officer, Role.RELEASE, draft.post());
        Fields fields = Ask.fields(request);
        String remark = fields.string("remark");
        fields.done();
        if (remark.length() > REMARK_CHARS) {
            throw ApiException.wrong("remark: expected at most " + REMARK_CHARS + " characters");
        }
        decide(draft, put(draft.returned(remark)), officer, "returned");
        return Response.done();
    }

    private Response delete(Officer officer, Draft draft) throws ApiException {
        if (!officer.name().equals(draft.drafter())) {
            throw ApiException.forbidden(
                    "a draft is deleted by the officer who made it; others return it with a remark");
        }
        decide(draft, new Write.Delete(Table.DRAFT, draft.id()), officer, "deleted draft");
        return Response.done();
    }

    private static void need(Officer officer, Role role, PostCode post) throws ApiException {
        if (!officer.may(role, post)) {
            throw ApiException.forbidden(officer.name() + " may not " + role.word() + " for " + post);
        }
    }
}
