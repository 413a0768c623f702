namespace OrleansNews.Mail;

/// <summary>How a commenter's wish changes. The same instance means that nothing changed.</summary>
internal static class MailConsentRules
{
    /// <summary>How long a question can be answered.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(7);

    private const int MostUnanswered = 3;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromDays(1);
    private static readonly TimeSpan Peace = TimeSpan.FromDays(30);

    /// <summary>Asks, unless that would be one question too many.</summary>
    /// <param name="question">Names the new question; never 0.</param>
    public static MailConsentState Ask(MailConsentState state, CommentId comment, DateTimeOffset now, long question)
    {
        if (state.AgreedAt is not null || state.AskedFor == comment.Value) return state;
        var since = now - state.AskedAt;
        if (state.Unanswered > 0 && since < (state.Unanswered >= MostUnanswered ? Peace : BetweenQuestions)) return state;
        return state with { Question = question, AskedFor = comment.Value, AskedAt = now, Unanswered = state.Unanswered >= MostUnanswered ? 1 : state.Unanswered + 1 };
    }

    /// <summary>Answers a question. Following the link twice is as good as once.</summary>
    public static (MailConsentState Next, bool Agreed) Confirm(MailConsentState state, long question, DateTimeOffset now) =>
        question == 0 || state.Question != question || now - state.AskedAt > AnswerWithin ? (state, false)
        : state.AgreedAt is not null ? (state, true)
        : (state with { AgreedAt = now, Unanswered = 0 }, true);

    /// <summary>Ends it. An old link of agreement is of no use any more; when they were asked last stays known.</summary>
    public static MailConsentState Stop(MailConsentState state) => state is { AgreedAt: null, Question: 0 } ? state : state with { AgreedAt = null, Question = 0, Unanswered = Math.Max(1, state.Unanswered) };
}
