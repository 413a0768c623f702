using OrleansNews.Accounts;

namespace OrleansNews.LiveStories;

/// <summary>What staff write of one entry.</summary>
/// <param name="Headline">Plain text; may be empty, at most 300 characters on one line.</param>
/// <param name="Body">Markdown, 1 to 20,000 characters.</param>
/// <param name="IsKey">Whether it is one of the events that sum the story up.</param>
[GenerateSerializer, Immutable, Alias("news.LiveEntryText")]
public sealed record LiveEntryText([property: Id(0)] string Headline, [property: Id(1)] string Body, [property: Id(2)] bool IsKey = false)
{
    /// <summary>Nothing of the text: Orleans logs the arguments of a call that fails.</summary>
    public override string ToString() => $"entry of {Body.Length} characters";
}

/// <summary>Adds an entry to a published live story.</summary>
/// <param name="Submission">Names this one, chosen by whoever makes the form: sent twice, the same text is one entry.</param>
/// <param name="Content">The entry.</param>
/// <param name="IsPinned">Whether it is to stand above all others; at most 5 do.</param>
/// <param name="Actor">Who adds it.</param>
/// <param name="At">When it was added, for a story that is brought in from elsewhere: of the system alone, and not in the future. Null for now.</param>
[GenerateSerializer, Immutable, Alias("news.AddLiveEntry")]
public sealed record AddLiveEntry([property: Id(0)] Guid Submission, [property: Id(1)] LiveEntryText Content, [property: Id(2)] bool IsPinned, [property: Id(3)] Actor Actor, [property: Id(4)] DateTimeOffset? At = null);

/// <summary>Replaces the text of an entry that readers see.</summary>
/// <param name="Number">The entry.</param>
/// <param name="ExpectedRevision">The revision that its writer started from.</param>
/// <param name="Content">The text from now on.</param>
/// <param name="Reason">Why, for colleagues; may be empty, at most 1,000 characters.</param>
/// <param name="Actor">Who corrects it.</param>
[GenerateSerializer, Immutable, Alias("news.CorrectLiveEntry")]
public sealed record CorrectLiveEntry(
    [property: Id(0)] long Number, [property: Id(1)] long ExpectedRevision, [property: Id(2)] LiveEntryText Content, [property: Id(3)] string Reason, [property: Id(4)] Actor Actor);

/// <summary>Takes an entry back.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Reason">Why, for colleagues; may be empty, at most 1,000 characters.</param>
/// <param name="Actor">Who withdraws it.</param>
[GenerateSerializer, Immutable, Alias("news.WithdrawLiveEntry")]
public sealed record WithdrawLiveEntry([property: Id(0)] long Number, [property: Id(1)] string Reason, [property: Id(2)] Actor Actor);

/// <summary>Puts an entry above all others, or back.</summary>
/// <param name="Number">The entry.</param>
/// <param name="IsPinned">Whether it is to stand there.</param>
/// <param name="Actor">Who says so.</param>
[GenerateSerializer, Immutable, Alias("news.PinLiveEntry")]
public sealed record PinLiveEntry([property: Id(0)] long Number, [property: Id(1)] bool IsPinned, [property: Id(2)] Actor Actor);

/// <summary>Ends the coverage, or goes on with it.</summary>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="Actor">Who says so.</param>
[GenerateSerializer, Immutable, Alias("news.EndLiveStory")]
public sealed record EndLiveStory([property: Id(0)] bool HasEnded, [property: Id(1)] Actor Actor);
