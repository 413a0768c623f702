using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Articles;

/// <summary>
/// schema.org's own vocabulary: <c>schema-dts</c> has each of its types, with their properties and what these hold, as types of TypeScript made from schema.org's files. The compiler
/// tells what of our data is none of them. One run for all.
/// </summary>
internal static partial class SchemaOrgTypes
{
    /// <summary>What is wrong with data, a list for each.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> CheckAsync(IReadOnlyList<string> data)
    {
        var place = await NpmPackages.InstallAsync("schema-dts@2.1.0", "typescript@5.9.3");
        var folder = Directory.CreateDirectory(Path.Combine(place, Guid.NewGuid().ToString("N")));
        try
        {
            // JSON is TypeScript as it stands.
            foreach (var (number, json) in data.Index())
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, NameOf(number)), $"import type {{ Graph }} from \"schema-dts\";\nexport const data: Graph = {json};\n");
            var compiler = Path.Combine(place, "node_modules", "typescript", "bin", "tsc");
            var (code, output, errors) = await Tool.RunAsync(
                "node", "nodejs", folder.FullName,
                [compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--pretty", "false", .. data.Select((_, number) => NameOf(number))]);
            var faults = output.Split('\n').Where(line => Fault().IsMatch(line)).ToList();
            if (code == 0 != (faults.Count == 0)) throw new InvalidOperationException($"tsc ended with {code}.\n{output}{errors}");
            return [.. data.Select((_, number) => (IReadOnlyList<string>)[.. faults.Where(fault => fault.StartsWith(NameOf(number), StringComparison.Ordinal))])];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string NameOf(int number) => number.ToString("'data-'000'.ts'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^data-\d+\.ts\(")]
    private static partial Regex Fault();
}
