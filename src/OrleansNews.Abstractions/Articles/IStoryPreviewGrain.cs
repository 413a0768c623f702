using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Shows writers what readers would get. Key: 0; it keeps nothing.</summary>
[Alias("news.story-preview")]
public interface IStoryPreviewGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The body as sanitised HTML, exactly as it would be published; null when its markup is nested too deeply, when it is too long, or when the actor writes no stories.
    /// </summary>
    [Alias("render")]
    Task<string?> RenderAsync(UnpublishedText text, Actor actor);
}

/// <summary>The body of a story that readers do not see.</summary>
/// <param name="Body">The body in <paramref name="Format"/>, at most 2,000,000 characters.</param>
/// <param name="Format">Its language.</param>
[GenerateSerializer, Immutable, Alias("news.UnpublishedText")]
public sealed record UnpublishedText([property: Id(0)] string Body, [property: Id(1)] BodyFormat Format)
{
    /// <summary>Nothing of the text: Orleans logs the arguments of a call that fails.</summary>
    public override string ToString() => $"a text of {Body.Length} characters";
}
