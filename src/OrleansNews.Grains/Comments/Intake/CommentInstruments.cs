using System.Diagnostics.Metrics;

namespace OrleansNews.Comments;

/// <summary>What operators see of submissions: the meter <c>OrleansNews.Comments</c>.</summary>
internal sealed class CommentInstruments
{
    private readonly Counter<long> _submitted;
    private readonly Histogram<double> _acknowledgement;

    public CommentInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("OrleansNews.Comments");
        _submitted = meter.CreateCounter<long>("orleansnews.comments.submitted", "{comment}", "Submissions by outcome: approved, held, spam, trash, repeated, invalid, refused.");
        _acknowledgement = meter.CreateHistogram<double>("orleansnews.comments.acknowledgement.duration", "s", "From a submission's arrival in a silo until it is durable.");
    }

    /// <summary>Counts an answer; how long it took only when something was stored.</summary>
    public void Answered(PostCommentResult answer, TimeSpan duration)
    {
        _submitted.Add(1, new KeyValuePair<string, object?>("outcome", OutcomeOf(answer)));
        if (answer is CommentPosted { Repeated: false }) _acknowledgement.Record(duration.TotalSeconds);
    }

    private static string OutcomeOf(PostCommentResult answer) => answer switch
    {
        CommentPosted { Repeated: true } => "repeated",
        CommentPosted { Status: CommentStatus.Approved } => "approved",
        CommentPosted { Status: CommentStatus.Spam } => "spam",
        CommentPosted { Status: CommentStatus.Trash } => "trash",
        CommentPosted => "held",
        CommentInvalid => "invalid",
        _ => "refused",
    };
}
