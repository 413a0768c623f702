using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>Work beside the posts, one piece at a time.</content>
internal sealed partial class ThreadCore
{
    private bool _maintaining;

    private void Maintain()
    {
        if (_maintaining || !_open || _log.IsFenced) return;
        _maintaining = true;
        _ = MaintainAsync();
    }

    private async Task MaintainAsync()
    {
        try
        {
            while (await _log.MaintainAsync(_outlets.OldestRunningBackup))
            {
            }
        }
        catch (Exception fault)
        {
            LogMaintenanceFailed(fault, _article);
        }
        finally
        {
            _maintaining = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on the stored blocks of story {Article} failed; it is tried again after the next comment.")]
    private partial void LogMaintenanceFailed(Exception fault, ArticleId article);
}
