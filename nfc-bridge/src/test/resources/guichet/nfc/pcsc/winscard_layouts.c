/*
 * A PC/SC library with the types of Windows or macOS, built on Linux: it checks every argument it gets and answers with
 * values in every field. Layouts from winscard.h and winsmcrd.h (Windows SDK) and PCSC/wintypes.h (macOS).
 */
#include <stdint.h>
#include <string.h>

typedef uint32_t DWORD;
typedef int32_t LONG;

#ifdef WINDOWS
typedef uint16_t CHARACTER;
typedef uintptr_t HANDLE_T;
#define CONTEXT 0x1122334455667788ULL
#define CARD 0x8877665544332211ULL
#define ATR_ROOM 36
#define NAME(f) f##W
#define CONTROL SCardControl
#define PLUG_AND_PLAY 1
#else
typedef char CHARACTER;
typedef int32_t HANDLE_T;
#define CONTEXT 0x11223344
#define CARD ((int32_t) 0x88776655)
#define ATR_ROOM 33
#define NAME(f) f
#define CONTROL SCardControl132
#define PLUG_AND_PLAY 0
#pragma pack(1)
#endif

typedef struct {
    const CHARACTER *reader;
    void *user;
    DWORD current;
    DWORD event;
    DWORD atr_length;
    uint8_t atr[ATR_ROOM];
} STATE;

typedef struct {
    DWORD protocol;
    DWORD length;
} PCI;
#pragma pack()

#define BAD ((LONG) 0x80100004)
#define TOO_SMALL ((LONG) 0x80100008)
#define CHECK(condition) do { if (!(condition)) return BAD; } while (0)

static const char *NAMES[] = { "First 0", "Second 0" };

static int same(const CHARACTER *text, const char *expected) {
    while (*expected && *text == (CHARACTER) *expected) {
        text++;
        expected++;
    }
    return *text == 0 && *expected == 0;
}

LONG SCardEstablishContext(DWORD scope, const void *a, const void *b, HANDLE_T *context) {
    CHECK(scope == 2 && !a && !b);
    *context = CONTEXT;
    return 0;
}

LONG SCardReleaseContext(HANDLE_T context) {
    CHECK(context == CONTEXT);
    return 0;
}

LONG SCardCancel(HANDLE_T context) {
    CHECK(context == CONTEXT);
    return 0;
}

LONG NAME(SCardListReaders)(HANDLE_T context, const CHARACTER *groups, CHARACTER *readers, DWORD *length) {
    DWORD needed = strlen(NAMES[0]) + strlen(NAMES[1]) + 3;
    CHECK(context == CONTEXT && !groups);
    if (readers) {
        if (*length < needed)
            return TOO_SMALL;
        for (int i = 0; i < 2; i++) {
            for (const char *c = NAMES[i]; *c; c++)
                *readers++ = (CHARACTER) *c;
            *readers++ = 0;
        }
        *readers = 0;
    }
    *length = needed;
    return 0;
}

LONG NAME(SCardGetStatusChange)(HANDLE_T context, DWORD timeout, STATE *states, DWORD count) {
    CHECK(context == CONTEXT && timeout == 77 && count == 2 + PLUG_AND_PLAY);
    CHECK(same(states[0].reader, NAMES[0]) && same(states[1].reader, NAMES[1]));
    CHECK(states[0].current == 0 && states[1].current == 0);
    CHECK(!PLUG_AND_PLAY || same(states[2].reader, "\\\\?PnP?\\Notification"));
    states[0].event = 0x00070022;
    states[0].atr_length = ATR_ROOM < 33 ? ATR_ROOM : 33;
    for (int i = 0; i < 33; i++)
        states[0].atr[i] = (uint8_t) (0xC0 + i);
    states[1].event = 0xFFFE0012;
    states[1].atr_length = 0;
    return 0;
}

LONG NAME(SCardConnect)(HANDLE_T context, const CHARACTER *reader, DWORD share, DWORD protocols, HANDLE_T *card,
        DWORD *protocol) {
    CHECK(context == CONTEXT && same(reader, NAMES[1]) && share == 2 && protocols == 3);
    *card = CARD;
    *protocol = 2;
    return 0;
}

LONG SCardReconnect(HANDLE_T card, DWORD share, DWORD protocols, DWORD initialization, DWORD *protocol) {
    CHECK(card == CARD && share == 2 && protocols == 3 && initialization == 1);
    *protocol = 1;
    return 0;
}

LONG SCardDisconnect(HANDLE_T card, DWORD disposition) {
    CHECK(card == CARD && disposition == 0);
    return 0;
}

LONG SCardBeginTransaction(HANDLE_T card) {
    CHECK(card == CARD);
    return 0;
}

LONG SCardEndTransaction(HANDLE_T card, DWORD disposition) {
    CHECK(card == CARD && disposition == 0);
    return 0;
}

LONG SCardTransmit(HANDLE_T card, const PCI *send, const uint8_t *command, DWORD length, PCI *receive, uint8_t *answer,
        DWORD *answer_length) {
    CHECK(card == CARD && send->protocol == 2 && send->length == sizeof(PCI) && !receive);
    CHECK(*answer_length >= length + 2);
    for (DWORD i = 0; i < length; i++)
        answer[i] = command[length - 1 - i];
    answer[length] = 0x90;
    answer[length + 1] = 0;
    *answer_length = length + 2;
    return 0;
}

LONG CONTROL(HANDLE_T card, DWORD code, const uint8_t *command, DWORD length, uint8_t *answer, DWORD room,
        DWORD *answer_length) {
    CHECK(card == CARD && code == 0xC2000D48 && length == 1 && command[0] == 0x55 && room >= 1);
    answer[0] = 0xAA;
    *answer_length = 1;
    return 0;
}
