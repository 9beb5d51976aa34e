package guichet.sync.loop;

import guichet.domain.identity.OperationId;
import guichet.protocol.desk.Answer;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.journal.JournalEntry;
import guichet.sync.journal.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operators who wait for an answer right now. Thread-safe. */
final class Waiting {

    private record One(long sequence, CompletableFuture<Submitted> answer) {
    }

    private final Outbox outbox;
    private final Map<OperationId, One> all = new ConcurrentHashMap<>();

    Waiting(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean anyone() {
        return !all.isEmpty();
    }

    /** Waits for the answer; {@code begin} runs once it would be heard. */
    Submitted await(JournalEntry entry, Duration deadline, Runnable begin) {
        One one = new One(entry.entry().sequence(), new CompletableFuture<>());
        all.put(entry.id(), one);
        try {
            begin.run();
            return one.answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(one, "interrupted");
        } catch (TimeoutException e) {
            return unanswered(one, "the server did not answer in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed so", e);
        } finally {
            all.remove(entry.id(), one);
        }
    }

    void answered(List<Answer> answers) {
        for (Answer answer : answers) {
            One one = all.get(answer.id());
            if (one != null) {
                one.answer.complete(submitted(answer));
            }
        }
    }

    /** Nothing more will be sent for now: who was not on the wire yet is offline; the others go on waiting. */
    void stopped(String why) {
        for (One one : all.values()) {
            if (!outbox.isSent(one.sequence)) {
                one.answer.complete(new Submitted.Offline(why));
            }
        }
    }

    /** Nothing will be sent any more: nobody waits longer. */
    void ended(String why) {
        all.values().forEach(one -> one.answer.complete(unanswered(one, why)));
    }

    private Submitted unanswered(One one, String why) {
        return outbox.isSent(one.sequence) ? new Submitted.InDoubt() : new Submitted.Offline(why);
    }

    private static Submitted submitted(Answer answer) {
        return switch (answer) {
            case Answer.Judged judged -> new Submitted.Judged(VerdictCodec.decode(judged.verdict()));
            case Answer.Held held -> new Submitted.Held(held.why());
            case Answer.Reused _ -> new Submitted.Held("REUSED");
        };
    }
}
