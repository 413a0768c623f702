using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>What the README says to type for two silos and two front ends on one machine.</summary>
internal static partial class ReadmeCommands
{
    private const string ConnectionString = "Storage__Postgres__ConnectionString";

    private static readonly string Text = File.ReadAllText(Path.Combine(new DirectoryInfo(HostBuild.Project).Parent!.Parent!.FullName, "README.md"));

    /// <summary>What makes role and database.</summary>
    public static IReadOnlyList<string> Statements() => [.. Statement().Matches(Psql().Match(Text).Value).Select(match => match.Groups[1].Value)];

    /// <summary>The variables of each terminal; the server has another port than the one that everybody means.</summary>
    public static IReadOnlyList<(string Name, string Value)> Variables(int port) =>
        [.. Variable().Matches(Export().Match(Text).Value).Select(match => (match.Groups[1].Value, match.Groups[2].Value + (match.Groups[1].Value == ConnectionString ? string.Create(CultureInfo.InvariantCulture, $";Port={port}") : "")))];

    /// <summary>How these variables connect to the database.</summary>
    public static string Connection(int port) => Variables(port).Single(variable => variable.Name == ConnectionString).Value;

    /// <summary>
    /// The arguments of each command. Every port is exchanged for a free one, the same for the same number wherever it is typed or meant by default: commands that get in each other's way do
    /// so here too.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Arguments()
    {
        var free = new Dictionary<int, int>();
        return [.. Commands().Match(Text).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(command =>
        {
            var typed = command.Split(" -- ")[1].Split(' ');
            Assert.StartsWith("dotnet run -c Release ", command, StringComparison.Ordinal);
            string[] ports = typed.Contains("silo") ? ["Cluster:SiloPort", "Cluster:GatewayPort", "Operations:Port"] : ["urls", "Operations:Port"];
            var meant = ports.Where(port => !typed.Any(one => one.StartsWith($"--{port}", StringComparison.Ordinal))).Select(port => $"--{port}={Default(port)}");
            return (IReadOnlyList<string>)[.. typed.Concat(meant).Select(argument => Port().Replace(argument, number => Exchange(free, number.Value)))];
        })];
    }

    private static string Exchange(Dictionary<int, int> free, string port)
    {
        var number = int.Parse(port, CultureInfo.InvariantCulture);
        if (!free.ContainsKey(number)) free[number] = LoopbackPorts.Next();
        return free[number].ToString(CultureInfo.InvariantCulture);
    }

    // As the table of settings says, which another test holds to the program.
    private static string Default(string setting) => Regex.Match(Text, $"\\| `{setting}`[^|]*\\| ([^ |]+) \\|", RegexOptions.IgnoreCase).Groups[1].Value;

    [GeneratedRegex("^export Storage__.*$", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex("^sudo -u postgres psql -c .*$", RegexOptions.Multiline)]
    private static partial Regex Psql();

    [GeneratedRegex("-c \"([^\"]+)\"")]
    private static partial Regex Statement();

    [GeneratedRegex("(\\w+__\\w+)=\"?([^\"\\s]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("two silos and two front ends on one machine are four commands.*?```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("(?<=Port=|localhost:)\\d+")]
    private static partial Regex Port();
}
