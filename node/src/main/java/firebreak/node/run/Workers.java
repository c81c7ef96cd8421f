package firebreak.node.run;

import firebreak.charter.PostCode;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.Workshop;
import firebreak.identity.PublicPair;
import firebreak.identity.Signer;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.PostKeys;
import firebreak.node.log.Log;
import firebreak.note.Forms;
import firebreak.seal.Identity;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The hands of the node: handwork with keys on a few platform threads, one per core; whatever waits for the
/// network on virtual threads.
public final class Workers implements Loop.Hands {
    private static final Log LOG = Log.of(Workers.class);

    /// Calls people at the node. Called from any thread.
    @FunctionalInterface
    public interface Bell {
        void ring(Effect.Alarm alarm);
    }

    private final Loop loop;
    private final OwnKeys node;
    private final PostKeys posts;
    private final Forms forms;
    private final CheckpointDesk checkpoints;
    private final Direct direct;
    private final ExecutorService handwork;
    private final ExecutorService network;
    private final RandomGenerator random;
    private final Bell bell;
    private final FlashQuota flash;
    private final Consumer<UncheckedIOException> damages;

    Workers(
            Loop loop,
            OwnKeys node,
            PostKeys posts,
            Forms forms,
            CheckpointDesk checkpoints,
            Direct direct,
            ExecutorService handwork,
            ExecutorService network,
            RandomGenerator random,
            Bell bell,
            FlashQuota flash,
            Consumer<UncheckedIOException> damages) {
        this.loop = loop;
        this.node = node;
        this.posts = posts;
        this.forms = forms;
        this.checkpoints = checkpoints;
        this.direct = direct;
        this.handwork = handwork;
        this.network = network;
        this.random = random;
        this.bell = bell;
        this.flash = flash;
        this.damages = damages;
    }

    @Override
    public void carryOut(List<Effect> effects, State state, Lookup stored) {
        try {
            effects.forEach(effect -> carryOut(effect, state, stored));
        } catch (RejectedExecutionException stopping) {
            LOG.info("effects are left for the next start");
        }
    }

    private void carryOut(Effect effect, State state, Lookup stored) {
        switch (effect) {
            case Effect.Author work -> handwork.execute(guarded(() -> loop.tell(author(work, state, stored))));
            case Effect.Open open -> handwork.execute(guarded(() -> loop.tell(open(open, state, stored))));
            case Effect.SignCheckpoint sign -> checkpoints.sign(sign);
            case Effect.Send send -> network.execute(guarded(() -> direct.send(send, state)));
            case Effect.Fetch fetch -> network.execute(guarded(() -> direct.fetch(fetch, state)));
            case Effect.AskHolding ask -> network.execute(guarded(() -> direct.askHolding(ask, state)));
            case Effect.Alarm alarm -> bell.ring(flash.within(alarm, state));
            case Effect.Answer _ -> throw new IllegalStateException("the loop answers requests itself");
        }
    }

    private Event author(Effect.Author work, State state, Lookup stored) {
        Optional<Signer> signer = Workshop.keys(work, state, stored)
                .flatMap(keys -> work.signer().isEmpty()
                        ? node.signer(keys)
                        : signer(work.signer().get(), keys));
        return Workshop.author(work, state, stored, signer, random);
    }

    private Optional<Signer> signer(PostCode post, PublicPair keys) {
        return posts.signer(new KeyName(post.value()), keys);
    }

    private Event open(Effect.Open open, State state, Lookup stored) {
        List<Identity.Hybrid> identities = posts.identities().stream()
                .filter(Identity.Hybrid.class::isInstance)
                .map(Identity.Hybrid.class::cast)
                .toList();
        return Workshop.open(open, state, forms, stored, identities);
    }

    /// An effect that fails is a bug or a lock in between; it is made again from the state at the next start. One that
    /// needs a damaged value is made again when that is mended.
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (UncheckedIOException unreadable) {
                damages.accept(unreadable);
            } catch (RuntimeException failed) {
                LOG.fault("an effect failed", failed);
            }
        };
    }
}
