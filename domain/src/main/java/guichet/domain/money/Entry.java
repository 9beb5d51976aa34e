package guichet.domain.money;

/** One line of a posting: an account gains (positive) or loses (negative) an amount. */
public record Entry(Account account, Money amount) {
}
