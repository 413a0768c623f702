using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>What a note may be. Pure.</summary>
internal static class NoteRules
{
    private const int Longest = 2_000;
    private const int MostMentions = 10;

    /// <summary>A note calls somebody who may not open the story, or nobody.</summary>
    public static FieldError CallsNobody(string login) => new("note", $"@{login} is nobody who can open this story.", "note_nobody", login);

    /// <summary>What is wrong with a note that calls these colleagues.</summary>
    public static ImmutableArray<FieldError> Validate(string text, ImmutableArray<string> mentions)
    {
        if (text.Length is 0 or > Longest) return [new("note", "A note has 1 to 2,000 characters.", "note_length")];
        return mentions.Length <= MostMentions ? [] : [new("note", "Call at most ten colleagues in one note.", "note_mentions")];
    }
}
