/** Receipts, slips, invoices and reports: PDF and ESC/POS from records. */
@NullMarked
package guichet.documents;

import org.jspecify.annotations.NullMarked;
