namespace OrleansNews.Storage.Conformance;

/// <summary>Text that cannot be compressed into something small, the same for the same seed.</summary>
internal static class LongText
{
    public static string Of(int length, int seed)
    {
        var random = new Random(seed);
        return string.Create(length, random, static (text, random) =>
        {
            for (var index = 0; index < text.Length; index++) text[index] = (char)random.Next(0x20, 0x7F);
        });
    }
}
