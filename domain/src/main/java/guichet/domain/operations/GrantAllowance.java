package guichet.domain.operations;

import guichet.domain.allowances.Allowance;

/**
 * The server gives the header's desk an allowance. Made by the server itself, never by a desk.
 */
public record GrantAllowance(Header header, Allowance granted) implements Operation {

    @Override
    public GrantAllowance with(Header other) {
        return new GrantAllowance(other, granted);
    }
}
