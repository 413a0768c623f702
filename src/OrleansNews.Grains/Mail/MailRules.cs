using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace OrleansNews.Mail;

/// <summary>How a shard of the outbox changes. Pure; the same instance means that nothing changed.</summary>
internal static class MailRules
{
    /// <summary>Comments that one mail names; of more it says how many there are.</summary>
    public const int MostNamed = 20;

    // All orders of one call are remembered, however many: whoever saw another shard fail sends them again.
    private const int MostKnown = 512;
    private const int MostUnsent = 200;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>Takes orders. <paramref name="refused"/> counts those for which there was no room.</summary>
    public static MailOutboxState With(MailOutboxState state, IEnumerable<MailOrder> orders, DateTimeOffset now, MailOptions options, Func<string> newId, out int refused)
    {
        refused = 0;
        var known = state.Known.OrEmpty().ToHashSet();
        var taken = new List<long>();
        var waiting = state.Waiting.OrEmpty().ToBuilder();
        foreach (var order in orders)
        {
            var hash = HashOf(order);
            if (known.Contains(hash)) continue;
            var gathering = IndexOf(waiting, order);
            if (gathering < 0 && waiting.Count >= options.MaxWaiting)
            {
                refused++;
                continue;
            }

            known.Add(hash);
            taken.Add(hash);
            if (gathering < 0) waiting.Add(Begin(order, state, now, options, newId()));
            else if (TellsOfComments(order.Kind)) waiting[gathering] = Gathered(waiting[gathering], order.Comment);
        }

        if (taken.Count == 0) return state;
        var pauses = state.LastSent.RemoveRange(state.LastSent.Where(sent => sent.Value + options.GatherFor <= now).Select(sent => sent.Key));
        return state with { Waiting = waiting.ToImmutable(), Known = [.. state.Known.OrEmpty().Concat(taken).TakeLast(Math.Max(MostKnown, taken.Count))], LastSent = pauses };
    }

    /// <summary>
    /// Begins an attempt, before anything is sent: whatever ends it (a crash, an activation that hangs) leaves a mail that is sent again, under the same id, after a pause.
    /// </summary>
    public static (MailOutboxState Next, WaitingMail? Claimed) Claim(MailOutboxState state, string id, DateTimeOffset now, MailOptions options)
    {
        var index = Find(state, id);
        if (index < 0 || state.Waiting[index].NotBefore > now) return (state, null);
        var mail = state.Waiting[index];
        mail = mail with { Tries = mail.Tries + 1, NotBefore = now + PauseAfter(mail.Tries + 1, options) };
        return (state with { Waiting = state.Waiting.SetItem(index, mail) }, mail);
    }

    /// <summary>It was sent. Of a recipient who was forgotten meanwhile nothing is written.</summary>
    public static MailOutboxState Sent(MailOutboxState state, WaitingMail mail, DateTimeOffset now) =>
        Find(state, mail.Id) < 0 ? state : Without(state, mail) with { LastSent = state.LastSent.SetItem(PauseKey(mail.Kind, mail.Recipient), now) };

    /// <summary>There is nothing to tell any more.</summary>
    public static MailOutboxState Without(MailOutboxState state, WaitingMail mail) => Find(state, mail.Id) is >= 0 and var index ? state with { Waiting = state.Waiting.RemoveAt(index) } : state;

    /// <summary>It cannot be sent. Of a recipient who was forgotten meanwhile nothing is written.</summary>
    public static MailOutboxState Unsent(MailOutboxState state, WaitingMail mail, string reason, DateTimeOffset now)
    {
        if (Find(state, mail.Id) < 0) return state;
        var unsent = state.Unsent.OrEmpty().Add(new() { Id = mail.Id, Kind = mail.Kind, Recipient = mail.Recipient, At = now, Reason = reason });
        return Without(state, mail) with { Unsent = unsent.Length > MostUnsent ? unsent.RemoveRange(0, unsent.Length - MostUnsent) : unsent };
    }

    /// <summary>Why a mail is not tried again, whatever ended its attempts; null when it is.</summary>
    public static string? GivesUp(WaitingMail mail, DateTimeOffset now, MailOptions options) =>
        mail.Tries >= options.MaxTries ? "tries" : now - mail.Since >= options.GiveUpAfter ? "age" : null;

    /// <summary>Nothing is kept of a recipient.</summary>
    public static MailOutboxState Forgotten(MailOutboxState state, string recipient)
    {
        var waiting = state.Waiting.OrEmpty().RemoveAll(mail => mail.Recipient == recipient);
        var unsent = state.Unsent.OrEmpty().RemoveAll(mail => mail.Recipient == recipient);
        var pauses = state.LastSent.RemoveRange(Enum.GetValues<MailKind>().Select(kind => PauseKey(kind, recipient)));
        return waiting.Length == state.Waiting.OrEmpty().Length && unsent.Length == state.Unsent.OrEmpty().Length && ReferenceEquals(pauses, state.LastSent)
            ? state
            : state with { Waiting = waiting, Unsent = unsent, LastSent = pauses };
    }

    private static WaitingMail Begin(MailOrder order, MailOutboxState state, DateTimeOffset now, MailOptions options, string id) => new()
    {
        Id = id,
        Kind = order.Kind,
        Recipient = order.Recipient,
        Source = order.Source?.Value,
        Comments = TellsOfComments(order.Kind) ? [order.Comment.Value] : [],
        Count = 1,
        Since = now,
        NotBefore = TellsOfComments(order.Kind) && state.LastSent.TryGetValue(PauseKey(order.Kind, order.Recipient), out var last) && last + options.GatherFor > now ? last + options.GatherFor : now,
    };

    // Somebody waits for the others in front of a screen, and the account bounds them.
    private static bool TellsOfComments(MailKind kind) => kind != MailKind.Password;

    // The newest are named: the oldest are most likely decided about when it is sent.
    private static WaitingMail Gathered(WaitingMail mail, CommentId comment) => mail.Comments.Contains(comment.Value) ? mail : mail with
    {
        Count = mail.Count + 1,
        Comments = (mail.Comments.Length < MostNamed ? mail.Comments : mail.Comments.RemoveAt(0)).Add(comment.Value),
    };

    // What was begun to send stays as it is: its id stands for these very comments.
    private static int IndexOf(ImmutableArray<WaitingMail>.Builder waiting, MailOrder order)
    {
        for (var i = 0; i < waiting.Count; i++)
        {
            if (waiting[i] is { Tries: 0 } mail && mail.Kind == order.Kind && mail.Recipient == order.Recipient) return i;
        }

        return -1;
    }

    private static int Find(MailOutboxState state, string id)
    {
        var waiting = state.Waiting.OrEmpty();
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i].Id == id) return i;
        }

        return -1;
    }

    private static TimeSpan PauseAfter(int tries, MailOptions options)
    {
        var pause = options.RetryAfter * Math.Pow(2, Math.Min(tries, 20) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    private static string PauseKey(MailKind kind, string recipient) => $"{(byte)kind}:{recipient}";

    private static long HashOf(MailOrder order) => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{(byte)order.Kind}:{order.Recipient}:{order.Comment}{(order.Again == 0 ? "" : $":{order.Again}")}"));
}
