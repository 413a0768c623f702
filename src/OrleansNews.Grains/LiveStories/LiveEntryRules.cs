using System.Collections.Immutable;
using System.Globalization;

namespace OrleansNews.LiveStories;

/// <summary>What an entry may be. Pure.</summary>
internal static class LiveEntryRules
{
    public const int MostPinned = 5;
    private const int LongestHeadline = 300;
    private const int LongestBody = 20_000;
    private const int LongestReason = 1_000;

    public static FieldError TooDeep { get; } = new("body", "The entry's markup is nested too deeply to be shown. Flatten lists or quotations inside each other.", "entry_deep");

    public static FieldError ManyPinned { get; } = new("pin", $"At most {MostPinned} entries stand above all others. Unpin one first.", "entry_many_pinned");

    public static FieldError OtherText { get; } = new("", "This form was sent before, with another text. Send it again to add this one as an entry of its own.", "entry_sent_before");

    public static FieldError Ended { get; } = new("", "The live coverage has ended. Go on with it before you add an entry.", "entry_ended");

    /// <summary>The text without what carries no meaning.</summary>
    public static LiveEntryText Normalise(LiveEntryText text) => text with { Headline = text.Headline.Trim(), Body = text.Body.Trim() };

    /// <summary>What is wrong with a text.</summary>
    public static ImmutableArray<FieldError> Validate(LiveEntryText text)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        if (text.Headline.Length > LongestHeadline) errors.Add(TooLong("headline", "headline", LongestHeadline, "entry_long_headline"));
        if (text.Headline.AsSpan().ContainsAny('\r', '\n')) errors.Add(new("headline", "Keep the headline on one line.", "headline_lines"));
        if (text.Body.Length == 0) errors.Add(new("body", "Write the entry before you send it.", "entry_empty"));
        if (text.Body.Length > LongestBody) errors.Add(TooLong("body", "entry", LongestBody, "entry_long_body"));
        return errors.DrainToImmutable();
    }

    /// <summary>What is wrong with the reason of a correction or withdrawal.</summary>
    public static ImmutableArray<FieldError> ValidateReason(string reason) =>
        reason.Length > LongestReason ? [TooLong("reason", "reason", LongestReason, "long_reason")] : [];

    private static FieldError TooLong(string field, string what, int most, string code) =>
        new(field, string.Create(CultureInfo.InvariantCulture, $"Shorten the {what}: at most {most:N0} characters are possible."), code);
}
