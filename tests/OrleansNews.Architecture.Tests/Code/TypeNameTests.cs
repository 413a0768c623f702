using OrleansNews.Inspection;

namespace OrleansNews.Code;

/// <summary>Names that say nothing are not given.</summary>
public class TypeNameTests
{
    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Service"];

    [Fact]
    public void Type_Name_SaysWhatItIs() => Rule.Holds(
        $"No type is called a {string.Join(", ", Empty)}: say what it does.",
        Modules.AllWritten.SelectMany(type => type.WithNested()).Where(type => SaysNothing(type.Name)).Select(type => type.FullName));

    [Theory]
    [InlineData("ArticleManager", true)]
    [InlineData("SlugHelper", true)]
    [InlineData("CommentService", true)]
    [InlineData("Slugs", false)]
    public void SaysNothing_KnowsEmptyNames(string name, bool expected) => Assert.Equal(expected, SaysNothing(name));

    private static bool SaysNothing(string name) => Empty.Any(suffix => name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal));
}
