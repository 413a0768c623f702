namespace OrleansNews.Live;

/// <summary>What relays tell the operator.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The live feed of story {Article} waits for the cluster")]
    public static partial void Interrupted(ILogger log, Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "The live feed of story {Article} failed")]
    public static partial void Failed(ILogger log, Exception fault, ArticleId article);
}
