namespace OrleansNews.Search;

/// <summary>A word of a text.</summary>
/// <param name="Text">The word as the index has it.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How much of the text it takes.</param>
/// <param name="FirstLength">How much of the text its first character takes, in a script without spaces; in others all of it.</param>
/// <param name="IsSingle">Whether it is the last character of a run without spaces, which stands for itself beside the pairs.</param>
internal readonly record struct Word(string Text, int Start, int Length, int FirstLength, bool IsSingle)
{
    public int End => Start + Length;
}
