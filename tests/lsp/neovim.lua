-- Run by test_neovim.py after the block of docs/editor.md: opens a policy and writes down what Neovim got.
-- Arguments come in the environment: POLC_FILE to open, POLC_OUT to write.
local out = {}
local function wait(what, ready)
  if not vim.wait(60000, ready, 20) then
    out.failed = what
  end
end
local function write()
  local file = io.open(vim.env.POLC_OUT, "w")
  file:write(vim.json.encode(out))
  file:close()
end

local full = false
vim.lsp.handlers["polc/checked"] = function(_, result)
  full = result.done
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.POLC_FILE))
local buffer = vim.api.nvim_get_current_buf()
wait("attach", function() return #vim.tbl_values(vim.lsp.buf_get_clients(buffer)) > 0 end)
wait("full check", function() return full end)
out.codes = vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(buffer))

local function ask(method, mark, more)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  for number, line in ipairs(lines) do
    local at = string.find(line, mark, 1, true)
    if at then
      local params = {
        textDocument = vim.lsp.util.make_text_document_params(buffer),
        position = { line = number - 1, character = vim.str_utfindex(line, at - 1) },
      }
      local answer = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend("force", params, more or {}), 60000)
      return answer and vim.tbl_values(answer)[1].result
    end
  end
end

local word = "参加职工医保"
out.hover = ask("textDocument/hover", word).contents.value
out.definition = ask("textDocument/definition", word)[1].uri
out.items = vim.tbl_map(function(item) return item.label end, ask("textDocument/completion", word).items)

full = false
vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "政策" })
wait("errors of the change", function()
  return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) > 0
end)
out.broken = vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(buffer))
vim.api.nvim_buf_set_lines(buffer, -2, -1, false, {})
vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "# 末尾    " })
local edits = vim.tbl_values(
  vim.lsp.buf_request_sync(buffer, "textDocument/formatting", vim.lsp.util.make_formatting_params({}), 60000)
)[1].result
vim.lsp.util.apply_text_edits(edits, buffer, "utf-16")
out.last = vim.api.nvim_buf_get_lines(buffer, -2, -1, false)[1]
write()
vim.cmd("qall!")
