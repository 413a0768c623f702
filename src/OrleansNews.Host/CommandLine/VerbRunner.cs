using System.CommandLine;
using OrleansNews.Control;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews.CommandLine;

/// <summary>Runs a verb against whoever owns the data folder.</summary>
internal static class VerbRunner
{
    /// <summary>Sends the one request of a verb and returns what it printed.</summary>
    /// <exception cref="CommandFailedException">It did not do what was asked.</exception>
    public static async Task<string> SendAsync<TRequest>(IReadOnlyList<string> settings, ParseResult parsed, string path, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = new VerbSession([.. settings, .. GlobalOptions.Settings(parsed)]);
            var answer = await session.SendAsync(path, request, cancellationToken);
            return answer.Succeeded ? answer.Text : throw new CommandFailedException(string.Join(Environment.NewLine, answer.Errors));
        }
        catch (SettingException wrong)
        {
            throw new CommandFailedException(wrong.Message, ExitCodes.Usage);
        }
        catch (DataFolderException unusable)
        {
            throw new CommandFailedException(unusable.Message);
        }
    }
}
