using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace OrleansNews.Storage.Text;

/// <summary>Writes a query in the language of FTS5. Terms stand in quotes, so none of them is ever an operator.</summary>
internal static class MatchExpression
{
    public static byte[] Of(TextQuery query, ImmutableArray<TextField> fields)
    {
        if (query.AllOf.IsEmpty) throw new ArgumentException("A query needs something that must be there.", nameof(query));
        var expression = new StringBuilder();
        for (var i = 0; i < query.AllOf.Length; i++)
        {
            if (i > 0) expression.Append(" AND ");
            AppendAny(expression, query.AllOf[i], fields);
        }

        if (!query.NoneOf.IsEmpty)
        {
            // NOT binds tighter than AND.
            expression.Insert(0, '(').Append(") NOT ");
            AppendAny(expression, query.NoneOf, fields);
        }

        return Encoding.UTF8.GetBytes(expression.ToString());
    }

    private static void AppendAny(StringBuilder expression, ImmutableArray<TextPhrase> phrases, ImmutableArray<TextField> fields)
    {
        expression.Append('(');
        for (var i = 0; i < phrases.Length; i++)
        {
            if (i > 0) expression.Append(" OR ");
            Append(expression, phrases[i], fields);
        }

        expression.Append(')');
    }

    private static void Append(StringBuilder expression, TextPhrase phrase, ImmutableArray<TextField> fields)
    {
        if (phrase.Field is { } field) expression.Append(CultureInfo.InvariantCulture, $"{fields[field].Name} : ");
        expression.Append('"');
        for (var i = 0; i < phrase.Terms.Length; i++)
        {
            if (i > 0) expression.Append(' ');
            foreach (var c in phrase.Terms[i]) expression.Append(c is '"' or '\0' ? ' ' : c);
        }

        expression.Append('"');
        if (phrase.IsPrefix) expression.Append(" *");
    }
}
