namespace OrleansNews;

/// <summary>The beginning of a text that may be too long.</summary>
public static class Beginning
{
    /// <summary>At most so many UTF-16 units of a text, and no half character at its end: nothing that compares or stores text takes one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many units, at least 1.</param>
    public static string Of(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
