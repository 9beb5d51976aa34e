package guichet.domain.trespass;

/** An amount that is not whole. */
public record CountsInFractions(double amount) {
}
