package guichet.server.access;

import guichet.server.web.ApiError;
import java.util.Optional;

/** What a transaction answers when it must be committed though the caller is refused: a count of tries, a row of the audit. */
record Refusal<T>(Optional<T> answer, Optional<ApiError> error) {
    static <T> Refusal<T> none(T answer) {
        return new Refusal<>(Optional.of(answer), Optional.empty());
    }

    static <T> Refusal<T> of(ApiError error) {
        return new Refusal<>(Optional.empty(), Optional.of(error));
    }

    static <T> Refusal<T> of(int status, String code, String message) {
        return of(new ApiError(status, code, message));
    }

    T orThrow() {
        return answer.orElseThrow(error::orElseThrow);
    }
}
