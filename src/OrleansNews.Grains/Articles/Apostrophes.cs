using Markdig;
using Markdig.Extensions.SmartyPants;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OrleansNews.Articles;

/// <summary>
/// Sets the apostrophes that Markdig's typographic quotes leave straight because they have no partner: <c>o'clock</c>, <c>the doctors' surgery</c>.
/// Behind a digit the mark stays as it is, for it may mean feet or minutes.
/// </summary>
internal sealed class Apostrophes : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += Set;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private static void Set(MarkdownDocument document)
    {
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            if (literal.Content.IndexOf('\'') >= 0) literal.Content = new StringSlice(Set(literal.Content.ToString()));
        }

        foreach (var mark in document.Descendants<SmartyPant>().Where(mark => mark.Type == SmartyPantType.Quote).ToList())
            mark.ReplaceBy(new LiteralInline("’"));
    }

    private static string Set(string text) =>
        string.Create(text.Length, text, static (set, straight) =>
        {
            for (var i = 0; i < straight.Length; i++)
                set[i] = straight[i] == '\'' && (i == 0 || !char.IsAsciiDigit(straight[i - 1])) ? '’' : straight[i];
        });
}
