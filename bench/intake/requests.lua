-- What wrk sends: each request a new client key and another phone number. What it keeps: the numbers of the receipts it got.
local id = 0
local body = '{"clientKey":"%s-%09d","villageId":"%s","words":"%s","place":"村小学东侧水渠口","contact":{"name":"石小满","phone":"138%08d"}}'
local words = '村东头水渠的闸板坏了快一个月，放水的时候关不严，水都流到小学门口的路上，孩子们上学要绕一大圈。上次说是先登记，后来也没有人来看过。眼看要冬灌了，麻烦给修一修，或者先拿沙袋堵上也行。'
wrk.method = 'POST'
wrk.headers['Content-Type'] = 'application/json'

local threads = {}
function setup(thread)
  thread:set('number_of_thread', #threads)
  table.insert(threads, thread)
end

function init(args)
  run = args[1] .. '-' .. number_of_thread
  village = args[2]
  math.randomseed(number_of_thread + 1)
  numbers = {}
  others = 0
end

function request()
  id = id + 1
  return wrk.format(nil, nil, nil, body:format(run, id, village, words, math.random(0, 99999999)))
end

function response(status, headers, answer)
  if status == 201 then
    numbers[#numbers + 1] = answer:match('"number":"([^"]+)"')
  else
    others = others + 1
  end
end

-- times in microseconds; the last line is for the benchmark to read
function done(summary, latency)
  local all, refused = {}, 0
  for _, thread in ipairs(threads) do
    for _, number in ipairs(thread:get('numbers')) do all[#all + 1] = number end
    refused = refused + thread:get('others')
  end
  local e = summary.errors
  local broken = e.connect + e.read + e.write + e.timeout
  print(string.format('\n{"microseconds":%d,"p50":%d,"p95":%d,"p99":%d,"errors":%d,"numbers":["%s"]}',
    summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99), refused + broken, table.concat(all, '","')))
end
