using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace OrleansNews.Comments;

/// <summary>
/// The flood intervals that a submission holds, by email and by network address. They are given back when it is disposed without <see cref="Keep"/>:
/// a comment that was not stored, for whatever reason, makes nobody wait.
/// </summary>
internal sealed class Admission : IAsyncDisposable
{
    private readonly CommentSubmission _submission;
    private readonly Action<Exception> _notGivenBack;
    private List<ICommenterGrain> _held;

    private Admission(CommentSubmission submission, List<ICommenterGrain> held, CommentRefusal? refusal, bool trusted, bool takesVouchers, ImmutableArray<byte> sealingKey, CommenterRule rule, Action<Exception> notGivenBack)
    {
        _submission = submission;
        _held = held;
        _notGivenBack = notGivenBack;
        Refusal = refusal;
        Trusted = trusted;
        TakesVouchers = takesVouchers;
        SealingKey = sealingKey;
        Rule = rule;
    }

    /// <summary>Why the comment is not admitted; null when it is.</summary>
    public CommentRefusal? Refusal { get; }

    /// <summary>Whether the browser made an approved comment of this person.</summary>
    public bool Trusted { get; }

    /// <summary>Whether this comment is to vouch for the browser too.</summary>
    public bool TakesVouchers { get; }

    /// <summary>The person's key; empty for somebody without one.</summary>
    public ImmutableArray<byte> SealingKey { get; }

    /// <summary>What moderators decided about the person.</summary>
    public CommenterRule Rule { get; }

    /// <summary>Asks all of <paramref name="commenters"/> at the same time. Suspension outweighs "too quickly".</summary>
    public static async Task<Admission> AskAsync(
        List<ICommenterGrain> commenters, CommentSubmission submission, TimeSpan interval, Action<Exception> notGivenBack)
    {
        var asked = commenters.ConvertAll(commenter => (Commenter: commenter, Ticket: commenter.BeginAsync(submission.Article, submission.Submission, submission.Browser, interval)));
        var held = new List<ICommenterGrain>();
        var tickets = new List<CommenterTicket>();
        ExceptionDispatchInfo? fault = null;
        foreach (var (commenter, answer) in asked)
        {
            try
            {
                var ticket = await answer;
                tickets.Add(ticket);
                if (ticket.Refusal is null) held.Add(commenter);
            }
            catch (Exception unanswered)
            {
                fault = ExceptionDispatchInfo.Capture(unanswered);
                held.Add(commenter); // It may have taken the interval and failed to say so.
            }
        }

        var admission = new Admission(
            submission,
            held,
            tickets.Max(ticket => ticket.Refusal),
            tickets.Exists(ticket => ticket.Trusted),
            tickets.Exists(ticket => ticket.TakesVouchers),
            tickets.Select(ticket => ticket.SealingKey).FirstOrDefault(key => !key.IsDefaultOrEmpty, []),
            tickets.Select(ticket => ticket.Rule).FirstOrDefault(rule => rule != CommenterRule.None),
            notGivenBack);
        if (fault is null) return admission;
        await admission.DisposeAsync();
        fault.Throw();
        return admission;
    }

    /// <summary>The comment was stored: the intervals run.</summary>
    public void Keep() => _held = [];

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_held.Select(commenter => commenter.CancelAsync(_submission.Article, _submission.Submission)));
        }
        catch (Exception fault)
        {
            // Whatever brought us here is the answer; an interval that is not given back is over by itself.
            _notGivenBack(fault);
        }
    }
}
