namespace OrleansNews.Live;

/// <summary>What relays tell the operator.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The live feed of story {Article} waits for the cluster")]
    public static partial void Interrupted(ILogger log, Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "The live feed of story {Article} failed")]
    public static partial void Failed(ILogger log, Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "Comment {Comment} cannot be shown in the live feed: it is left out")]
    public static partial void NotRendered(ILogger log, Exception fault, CommentId? comment);

    [LoggerMessage(Level = LogLevel.Error, Message = "A new revision of story {Article} cannot be shown in the live feed: readers fetch its page")]
    public static partial void StoryNotRendered(ILogger log, Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Information, Message = "Story {Article} does not answer; its comments go on")]
    public static partial void StorySilent(ILogger log, Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Information, Message = "Earlier events of story {Article} could not be read again")]
    public static partial void NotReadAgain(ILogger log, Exception fault, ArticleId article);
}
